using System.Diagnostics;
using System.Globalization;

namespace Spm.Core.Tests.Experiments;

/// <summary>The kill harness in a process of its own; everything it said is kept, also what it said before it was killed.</summary>
internal sealed class KilledProcess
{
    private readonly List<string> _lines = [];

    private KilledProcess(int exitCode, IEnumerable<string> lines)
    {
        ExitCode = exitCode;
        _lines.AddRange(lines);
    }

    public int ExitCode { get; }

    /// <summary>Killed by SIGKILL, and not at its end already.</summary>
    public bool WasKilled => ExitCode == 128 + 9 || (OperatingSystem.IsWindows() && ExitCode != 0);

    /// <summary>The numbers after a word, in the order they were said.</summary>
    public List<long> After(string word) => [.. _lines.Where(l => l.StartsWith(word + " ", StringComparison.Ordinal) && !IsTorn(l)).Select(l => long.Parse(l[(word.Length + 1)..], CultureInfo.InvariantCulture))];

    /// <summary>The digest of a run that came to its end.</summary>
    public string? Digest => _lines.Find(l => l.StartsWith("done ", StringComparison.Ordinal));

    /// <summary>Runs the harness, and kills it as soon as it has said so many lines; null lets it end.</summary>
    public static KilledProcess Run(int? killAfterLines, params string[] arguments)
    {
        using var process = Start(arguments);
        var lines = new List<string>();
        if (killAfterLines is { } most)
        {
            while (lines.Count < most && process.StandardOutput.ReadLine() is { } line) lines.Add(line);
            process.Kill();
        }

        while (process.StandardOutput.ReadLine() is { } line) lines.Add(line);
        process.WaitForExit();
        // The last line of a killed process may be half a line.
        return new(process.ExitCode, lines);
    }

    /// <summary>Starts the harness.</summary>
    public static Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Spm.Core.KillHarness.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
    }

    private bool IsTorn(string line) => WasKilled && ReferenceEquals(line, _lines[^1]) && !char.IsDigit(line[^1]);
}
