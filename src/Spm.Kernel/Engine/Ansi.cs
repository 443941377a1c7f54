namespace Spm.Kernel.Engine;

/// <summary>
/// Colours of tracebacks: those that read on the pale red and on the dark red panel of a front end alike. What must be read is in the page's
/// own colour: Jupyter shows bold red as #B22B31, of which JupyterLab's dark panel leaves a contrast of 2.1.
/// </summary>
internal static class Ansi
{
    public static string Bold(string text) => $"\e[1m{text}\e[0m";

    public static string Red(string text) => $"\e[31m{text}\e[0m";

    public static string Green(string text) => $"\e[32m{text}\e[0m";

    public static string Blue(string text) => $"\e[34m{text}\e[0m";

    public static string Dim(string text) => $"\e[2m{text}\e[0m";
}
