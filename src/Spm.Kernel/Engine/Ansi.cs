namespace Spm.Kernel.Engine;

/// <summary>Colours of tracebacks.</summary>
internal static class Ansi
{
    public static string Red(string text) => $"\e[1;31m{text}\e[0m";

    public static string Green(string text) => $"\e[32m{text}\e[0m";

    public static string Dim(string text) => $"\e[2m{text}\e[0m";
}
