namespace Spm.Core.Tests.Instruments;

/// <summary>Tells at once, on the thread that reports.</summary>
internal sealed class Immediate<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
