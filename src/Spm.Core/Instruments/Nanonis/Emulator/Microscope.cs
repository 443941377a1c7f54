namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>
/// The instrument behind the emulator, in the controller's coordinates: its origin is the middle of the scan range, ours the lower left
/// corner. The range may be narrowed over the wire, never widened.
/// </summary>
/// <param name="instrument">What really measures.</param>
internal sealed class Microscope(IInstrument instrument)
{
    private readonly Lock _lock = new();
    private (double X, double Y, double Z) _rangeM = (instrument.Limits.RangeXM, instrument.Limits.RangeYM, instrument.Limits.MaxZM - instrument.Limits.MinZM);

    /// <summary>The instrument.</summary>
    public IInstrument Instrument => instrument;

    /// <summary>What it refuses to exceed.</summary>
    public InstrumentLimits Limits => instrument.Limits;

    /// <summary>Scan range along x, y, z in m.</summary>
    public (double X, double Y, double Z) RangeM
    {
        get
        {
            lock (_lock) return _rangeM;
        }
    }

    /// <summary>A capability.</summary>
    /// <exception cref="NotSupportedException">The instrument does not have it.</exception>
    public T Need<T>(string what) where T : class, IInstrument =>
        instrument as T ?? throw new NotSupportedException($"The microscope behind this controller ({instrument.Name}) has no {what}.");

    /// <summary>A place of the controller in our frame, checked.</summary>
    /// <exception cref="LimitExceededException">It is outside the range, or not a number.</exception>
    public TipPosition ToSample(double xM, double yM)
    {
        var range = RangeM;
        Require("x range", xM, -range.X / 2, range.X / 2);
        Require("y range", yM, -range.Y / 2, range.Y / 2);
        return new TipPosition(
            Math.Clamp(xM + Limits.RangeXM / 2, 0, Limits.RangeXM),
            Math.Clamp(yM + Limits.RangeYM / 2, 0, Limits.RangeYM));
    }

    /// <summary>A place of ours in the controller's frame.</summary>
    public TipPosition ToController(TipPosition place) => new(place.XM - Limits.RangeXM / 2, place.YM - Limits.RangeYM / 2);

    /// <summary>Narrows the range; not-a-number leaves an axis as it is.</summary>
    /// <exception cref="LimitExceededException">It would become wider than the instrument's, or nothing.</exception>
    public void SetRange(double xM, double yM, double zM)
    {
        lock (_lock)
        {
            _rangeM = (
                Narrow("x range", xM, _rangeM.X, Limits.RangeXM),
                Narrow("y range", yM, _rangeM.Y, Limits.RangeYM),
                Narrow("z range", zM, _rangeM.Z, Limits.MaxZM - Limits.MinZM));
        }
    }

    /// <summary>The bias now; 0 when the instrument has none.</summary>
    public async Task<double> BiasAsync(CancellationToken cancellationToken) =>
        instrument is IBiasControl bias ? await bias.GetBiasAsync(cancellationToken).ConfigureAwait(false) : 0;

    private double Narrow(string axis, double asked, double now, double widest)
    {
        if (double.IsNaN(asked)) return now;
        Require(axis, asked, 1e-9, widest);
        return Math.Min(asked, widest);
    }

    private void Require(string limit, double askedM, double minM, double maxM)
    {
        // float32 on the way may have pushed what is at the edge over it.
        var rounding = 1e-7 * (maxM - minM);
        if (!(askedM >= minM - rounding && askedM <= maxM + rounding)) throw new LimitExceededException(limit, askedM, minM, maxM, "m", Limits.Source);
    }
}
