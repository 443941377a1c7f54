namespace Spm.Kernel.Packages;

/// <summary>A package that cannot be added. The message says why and what can be done.</summary>
/// <param name="message">For people.</param>
/// <param name="line">Line of the directive that asked for it, from 1; 0 when it is not one of them.</param>
internal sealed class PackageException(string message, int line) : Exception(message)
{
    public int Line { get; } = line;
}
