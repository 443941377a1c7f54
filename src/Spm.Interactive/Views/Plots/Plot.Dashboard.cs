using Spm.Core.Data;
using Spm.Core.Experiments;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

public static partial class Plot
{
    /// <summary>An experiment as far as its journal goes: where was measured, the best value so far, what was spent, the reward over it. While it runs: <see cref="Session.Dashboard"/>.</summary>
    /// <param name="journal">A journal that was read (<see cref="JournalReader.Read"/>).</param>
    /// <param name="value">Name of the value that is sought; null for the first that is a single number.</param>
    /// <param name="isMinimum">True where the least value is best.</param>
    /// <param name="map">A map below the points; null for none.</param>
    /// <exception cref="ArgumentException">There is no such value.</exception>
    public static Figure Dashboard(JournalContents journal, string? value = null, bool isMinimum = false, ScalarMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return Dashboard(journal.Points, DashboardOptions.Of(journal.Header.Plan) with { Value = value, IsMinimum = isMinimum, Map = map });
    }

    /// <inheritdoc cref="Dashboard(JournalContents, string?, bool, ScalarMap?)"/>
    public static Figure Dashboard(PointJournal journal, string? value = null, bool isMinimum = false, ScalarMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return Dashboard(journal.Points, DashboardOptions.Of(journal.Header.Plan) with { Value = value, IsMinimum = isMinimum, Map = map });
    }

    /// <summary>The same of a run that is over.</summary>
    /// <param name="run">What <see cref="MeasurementRun"/> gave.</param>
    /// <param name="value">Name of the value that is sought; null for the first that is a single number.</param>
    /// <param name="isMinimum">True where the least value is best.</param>
    /// <param name="map">A map below the points; null for none.</param>
    /// <exception cref="ArgumentException">There is no such value.</exception>
    public static Figure Dashboard(RunResult run, string? value = null, bool isMinimum = false, ScalarMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Dashboard(run.Points, DashboardOptions.Of(run) with { Value = value, IsMinimum = isMinimum, Map = map });
    }

    /// <summary>The same of points from anywhere.</summary>
    /// <param name="points">In the order measured.</param>
    /// <param name="options">What they are.</param>
    /// <exception cref="ArgumentException">No point has the value that is sought.</exception>
    public static Figure Dashboard(IReadOnlyList<JournalPoint> points, DashboardOptions options)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(options);
        return DashboardFigure.Of(DashboardSeries.Of(points, options));
    }
}
