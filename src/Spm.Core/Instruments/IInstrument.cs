namespace Spm.Core.Instruments;

/// <summary>
/// Something that can measure. What it can measure is said by the capabilities it implements beside this one:
/// <see cref="IImaging"/>, <see cref="IBandExcitation"/>, <see cref="ILoopSpectroscopy"/>, <see cref="IBiasSpectroscopy"/>,
/// <see cref="IForceSpectroscopy"/>, <see cref="IPositioning"/>, <see cref="IBiasControl"/>, <see cref="IFeedback"/>,
/// <see cref="ISignals"/>, <see cref="ILockIn"/>, <see cref="IOscilloscope"/>. Every setter returns what was read back.
/// Disposing makes it safe first.
/// </summary>
public interface IInstrument : IAsyncDisposable
{
    /// <summary>What the instrument is called.</summary>
    string Name { get; }

    /// <summary>What it refuses to exceed.</summary>
    InstrumentLimits Limits { get; }

    /// <summary>What it is doing now; may be asked at any time from any thread.</summary>
    InstrumentStatus Status { get; }

    /// <summary>Takes the instrument to a state in which nothing can be harmed: bias 0, no scan running.</summary>
    Task MakeSafeAsync();
}
