using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A progress bar. Setting the value in a loop costs little: the browser is told fifty times a second, and the last value always.</summary>
public sealed class FloatProgress : ProgressBar<double>
{
    /// <summary>A progress bar.</summary>
    /// <param name="value">The value at first.</param>
    /// <param name="min">Where the bar is empty.</param>
    /// <param name="max">Where it is full.</param>
    /// <param name="description">What stands beside it.</param>
    public FloatProgress(double value = 0, double min = 0, double max = 100, string description = "")
        : base(ModelIdentity.Control("FloatProgress", "Progress"), StateCodec.Double, value, min, max, description)
    {
    }
}
