using Spm.Core.Data;

namespace Spm.Core.Instruments.Registration;

/// <summary>Where the features of a frame are at a time, relative to where they were in the first frame.</summary>
/// <param name="XM">Along x in m.</param>
/// <param name="YM">Along y in m.</param>
/// <param name="XErrorM">Standard error along x.</param>
/// <param name="YErrorM">Standard error along y.</param>
public sealed record DriftOffset(double XM, double YM, double XErrorM, double YErrorM);

/// <summary>A straight line through positions against time, along one axis: p(t) = p̄ + v(t − t̄).</summary>
/// <param name="MeanTimeS">t̄, weighted mean of the times in s.</param>
/// <param name="MeanM">p̄ in m.</param>
/// <param name="MeanErrorM">Its standard error.</param>
/// <param name="VelocityMPerS">v in m/s.</param>
/// <param name="VelocityErrorMPerS">Its standard error.</param>
/// <param name="ReducedChiSquare">Scatter about the line in units of the errors, per degree of freedom: far above 1 the drift is not steady. NaN for two frames.</param>
public sealed record DriftLine(double MeanTimeS, double MeanM, double MeanErrorM, double VelocityMPerS, double VelocityErrorMPerS, double ReducedChiSquare)
{
    /// <summary>p and its standard error √(σ_p̄² + σ_v²(t − t̄)²) at a time.</summary>
    public (double PositionM, double ErrorM) At(double timeS)
    {
        var since = timeS - MeanTimeS;
        return (MeanM + VelocityMPerS * since, Math.Sqrt(MeanErrorM * MeanErrorM + VelocityErrorMPerS * VelocityErrorMPerS * since * since));
    }
}

/// <summary>How a sequence of frames drifted.</summary>
/// <param name="TimesS">[frame]: when it was taken, s.</param>
/// <param name="Positions">[frame]: where its features are, relative to the first frame; null for a frame that resembles none.</param>
/// <param name="X">Steady drift along x.</param>
/// <param name="Y">Steady drift along y.</param>
public sealed record DriftEstimate(IReadOnlyList<double> TimesS, IReadOnlyList<DriftOffset?> Positions, DriftLine X, DriftLine Y)
{
    /// <summary>Frames that resemble none of the others, by index.</summary>
    public IReadOnlyList<int> LeftOut => [.. Enumerable.Range(0, Positions.Count).Where(i => Positions[i] is null)];

    /// <summary>
    /// Where the features of the first frame will be: move the frame's centre by this to see them in the same place.
    /// </summary>
    public DriftOffset Predict(double timeS)
    {
        var ((x, xError), (y, yError)) = (X.At(timeS), Y.At(timeS));
        return new(x, y, xError, yError);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"drift {Quantity.Compact(X.VelocityMPerS, "m/s", 4)} ± {Quantity.Compact(X.VelocityErrorMPerS, "m/s", 2)} along x, {Quantity.Compact(Y.VelocityMPerS, "m/s", 4)} ± {Quantity.Compact(Y.VelocityErrorMPerS, "m/s", 2)} along y, from {TimesS.Count - LeftOut.Count} of {TimesS.Count} frames";
}
