namespace Spm.Core.Instruments;

/// <summary>A signal that can be read, recorded in a scan or a sweep, and captured over time.</summary>
/// <param name="Index">Its number in the instrument.</param>
/// <param name="Name">Its name, such as <c>Current</c>.</param>
/// <param name="Unit">Its unit, such as <c>A</c>.</param>
public sealed record SignalInfo(int Index, string Name, string Unit)
{
    /// <summary>Name and unit, such as <c>Current (A)</c>.</summary>
    public override string ToString() => Unit.Length > 0 ? $"{Name} ({Unit})" : Name;
}

/// <summary>Reads signals.</summary>
public interface ISignals : IInstrument
{
    /// <summary>All signals there are.</summary>
    Task<IReadOnlyList<SignalInfo>> GetSignalsAsync(CancellationToken cancellationToken = default);

    /// <summary>The present value of each signal, in its unit.</summary>
    /// <param name="indices"><see cref="SignalInfo.Index"/> of each wanted signal.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">There is no such signal.</exception>
    Task<IReadOnlyList<double>> ReadSignalsAsync(IReadOnlyList<int> indices, CancellationToken cancellationToken = default);
}
