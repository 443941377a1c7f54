using Microsoft.CodeAnalysis;

namespace Spm.Kernel.Scripting;

/// <summary>
/// Binds the references of compilations one at a time. The compiler takes the symbols of an assembly from the oldest compilation whose references
/// it shares. Two that are first at the same moment would each make symbols of their own, and the later one would take the other's for its next
/// piece of code: then the types of its variables are no longer those that new code means (CS4027 for an <c>await</c>, CS1503 for an argument).
/// </summary>
internal static class ReferenceBinding
{
    private static readonly Lock Gate = new();

    /// <summary>The compilation, its references bound.</summary>
    public static T Bound<T>(T compilation) where T : Compilation
    {
        // Asked for its assembly, it binds, unless it shares what another has bound.
        lock (Gate) _ = compilation.Assembly;
        return compilation;
    }
}
