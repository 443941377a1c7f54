namespace Spm.Kernel.Engine;

/// <summary>Colours of tracebacks: those that read on white and on black alike.</summary>
internal static class Ansi
{
    public static string Red(string text) => $"\e[1;31m{text}\e[0m";

    public static string Green(string text) => $"\e[32m{text}\e[0m";

    public static string Blue(string text) => $"\e[34m{text}\e[0m";

    public static string Dim(string text) => $"\e[2m{text}\e[0m";
}
