using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Registration;

namespace Spm.Interactive.Session;

/// <summary>
/// Frames that follow the drift: a place of the sample, as it was called when the first of the measured images was taken, is looked for where the steady drift has
/// taken it since, base + p(t).
/// </summary>
/// <param name="Estimate">The drift, over the clock of the instrument.</param>
/// <param name="BaseXM">How far frames were already moved along x when the first image was taken, m.</param>
/// <param name="BaseYM">The same along y.</param>
/// <param name="SinceS">When it was applied, on the clock of the instrument, s.</param>
/// <param name="FrameS">How long an image takes, s: the next one is placed for its middle.</param>
public sealed record DriftCorrection(DriftEstimate Estimate, double BaseXM, double BaseYM, double SinceS, double FrameS)
{
    /// <summary>How far a frame is moved at a time on the clock of the instrument, with the error of the drift.</summary>
    public DriftOffset At(double timeS)
    {
        var drift = Estimate.Predict(timeS);
        return drift with { XM = drift.XM + BaseXM, YM = drift.YM + BaseYM };
    }

    /// <summary>A request at the place where the drift has taken it.</summary>
    internal T Moved<T>(T request, InstrumentLimits limits, double timeS)
        where T : GridRequest
    {
        var offset = At(timeS);
        return request with { CenterXM = (request.CenterXM ?? limits.RangeXM / 2) + offset.XM, CenterYM = (request.CenterYM ?? limits.RangeYM / 2) + offset.YM };
    }

    /// <summary>A path at the place where the drift has taken it by the middle of its duration.</summary>
    internal PathRequest Moved(PathRequest request, double timeS)
    {
        var offset = At(timeS + request.Path.DurationS() / 2);
        return request with { Path = request.Path.MovedBy(offset.XM, offset.YM) };
    }

    /// <summary>In words, at a time.</summary>
    internal string Words(double timeS)
    {
        var offset = At(timeS);
        return $"frames follow the drift, now by {Quantity.Compact(offset.XM, "m", 3)} ± {Quantity.Compact(offset.XErrorM, "m", 2)}, {Quantity.Compact(offset.YM, "m", 3)} ± {Quantity.Compact(offset.YErrorM, "m", 2)}";
    }
}
