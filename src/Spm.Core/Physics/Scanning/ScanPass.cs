namespace Spm.Core.Physics.Scanning;

/// <summary>
/// What one pass over a line gave, in order of position (a retrace too): what the instrument knows, and the truth behind it.
/// </summary>
/// <param name="pixels">Number of pixels.</param>
public sealed class ScanPass(int pixels)
{
    /// <summary>Height that the instrument reports in m.</summary>
    public double[] HeightM { get; } = new double[pixels];

    /// <summary>Error signal as a length in m; <see cref="FeedbackSensor.Signal"/> makes it the signal.</summary>
    public double[] ErrorM { get; } = new double[pixels];

    /// <summary>Truth: x of the sample's point below the tip in m.</summary>
    public double[] XM { get; } = new double[pixels];

    /// <summary>Truth: y of the sample's point below the tip in m.</summary>
    public double[] YM { get; } = new double[pixels];

    /// <summary>Truth: height of the tip in m, counted such that on the surface it is at its setpoint.</summary>
    public double[] TipM { get; } = new double[pixels];

    /// <summary>Truth: height of the bare surface at (x, y) in m.</summary>
    public double[] SurfaceM { get; } = new double[pixels];

    /// <summary>Virtual time of each pixel in s.</summary>
    public double[] TimeS { get; } = new double[pixels];

    /// <summary>Notes one pixel.</summary>
    internal void Note(int pixel, ScannerState state, double surfaceM)
    {
        HeightM[pixel] = state.Feedback.HeightM;
        ErrorM[pixel] = state.Feedback.ErrorM;
        TipM[pixel] = state.Feedback.TipM;
        (XM[pixel], YM[pixel], TimeS[pixel], SurfaceM[pixel]) = (state.XM, state.YM, state.TimeS, surfaceM);
    }
}
