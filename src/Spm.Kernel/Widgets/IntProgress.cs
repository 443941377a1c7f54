using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A progress bar. Setting the value in a loop costs little: the browser is told fifty times a second, and the last value always.</summary>
public sealed class IntProgress : ProgressBar<int>
{
    /// <summary>A progress bar.</summary>
    /// <param name="value">The value at first.</param>
    /// <param name="min">Where the bar is empty.</param>
    /// <param name="max">Where it is full.</param>
    /// <param name="description">What stands beside it.</param>
    public IntProgress(int value = 0, int min = 0, int max = 100, string description = "")
        : base(ModelIdentity.Control("IntProgress", "Progress"), StateCodec.Int, value, min, max, description)
    {
    }
}
