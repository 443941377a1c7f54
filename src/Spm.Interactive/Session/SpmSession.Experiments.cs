using Spm.Core.Experiments;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Session;

/// <content>Experiments that choose their points.</content>
public sealed partial class SpmSession
{
    /// <summary>A dashboard that follows a run: give it to <see cref="MeasurementRun"/> as its progress and dispose it at the end (<c>await using</c>).</summary>
    /// <param name="plan">Where will be measured.</param>
    /// <param name="value">Name of the value that is sought; null for the first that is a single number.</param>
    /// <param name="options">What else is shown; null for the plan's own.</param>
    /// <param name="output">Where it is shown; null for the running cell.</param>
    public Dashboard Dashboard(ExperimentPlan plan, string? value = null, DashboardOptions? options = null, INotebookOutput? output = null)
    {
        options ??= DashboardOptions.Of(plan);
        return new Dashboard(value is null ? options : options with { Value = value }, output ?? Output);
    }
}
