namespace Spm.Core.Instruments;

/// <summary>What an instrument is doing now.</summary>
/// <param name="Name">The instrument.</param>
/// <param name="Sample">The sample in it.</param>
/// <param name="XM">Tip position in m.</param>
/// <param name="YM">Tip position in m.</param>
/// <param name="BiasV">Dc bias on the tip in V.</param>
/// <param name="Clock">Time since connecting, as the laboratory would count it.</param>
/// <param name="IsMeasuring">True while a measurement runs.</param>
/// <param name="Limits">The limits in one line.</param>
public sealed record InstrumentStatus(string Name, string Sample, double XM, double YM, double BiasV, TimeSpan Clock, bool IsMeasuring, string Limits)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name}, sample {Sample}: {(IsMeasuring ? "measuring" : "idle")}, tip at {SiText.Write(XM, "m")}, {SiText.Write(YM, "m")}, bias {SiText.Write(BiasV, "V")}, clock {Clock:hh\\:mm\\:ss}; limits: {Limits}";
}
