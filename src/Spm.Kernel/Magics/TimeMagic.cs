using System.Globalization;
using System.Text.RegularExpressions;
using Spm.Kernel.Scripting;
using Spm.Notebook;

namespace Spm.Kernel.Magics;

/// <summary>What <c>#!time</c> reads and shows.</summary>
internal static partial class TimeMagic
{
    /// <summary>The magic's word.</summary>
    public const string Word = "time";

    /// <summary>The options of a line, and where its C# begins; at the end of the text when there is none.</summary>
    /// <param name="text">The line without the magic's word.</param>
    public static (string Options, int CodeStart) Split(string text)
    {
        var options = Options().Match(text);
        return (options.Groups["options"].Value, options.Length);
    }

    /// <summary>What was measured, as one line.</summary>
    /// <param name="costs">One or more runs.</param>
    /// <param name="areRepeats">True when they are runs of the same code; false for pieces of a cell that are summed.</param>
    public static MimeBundle Report(IReadOnlyList<RunCost> costs, bool areRepeats)
    {
        if (costs.Count == 0) return new MimeBundle("There was nothing to run.");
        if (!areRepeats)
        {
            var sum = costs.Aggregate((a, b) => a + b);
            return new MimeBundle($"{Time(sum.Wall)} ({Time(sum.Processor)} of processor time), {Bytes(sum.AllocatedBytes)} allocated{Collections(sum.Collections)}");
        }
        var walls = costs.Select(c => c.Wall).Order().ToList();
        var total = costs.Aggregate((a, b) => a + b);
        var median = (walls[(walls.Count - 1) / 2] + walls[walls.Count / 2]) / 2;
        return new MimeBundle(
            $"{Time(median)} median of {costs.Count} runs ({Time(walls[0])} to {Time(walls[^1])}; {Time(total.Processor / costs.Count)} of processor time), "
            + $"{Bytes(total.AllocatedBytes / costs.Count)} allocated per run{Collections(total.Collections)}");
    }

    private static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 1e-6 => Number(time.TotalNanoseconds, "ns"),
        < 1e-3 => Number(time.TotalMicroseconds, "µs"),
        < 1 => Number(time.TotalMilliseconds, "ms"),
        < 120 => Number(time.TotalSeconds, "s"),
        _ => $"{(int)time.TotalMinutes} min {time.Seconds} s",
    };

    private static string Bytes(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => Number(bytes / 1e3, "kB"),
        < 1_000_000_000 => Number(bytes / 1e6, "MB"),
        _ => Number(bytes / 1e9, "GB"),
    };

    private static string Number(double value, string unit) => $"{(value >= 999.5 ? Math.Round(value).ToString(CultureInfo.InvariantCulture) : value.ToString("G3", CultureInfo.InvariantCulture))} {unit}";

    private static string Collections((int Gen0, int Gen1, int Gen2) count) =>
        count == default ? "" : $", garbage collections {count.Gen0}/{count.Gen1}/{count.Gen2} (generation 0/1/2)";

    [GeneratedRegex(@"^\s*(?<options>--runs(?:(?:=|\s+)\S+)?|--help\b|-h\b)?\s*")]
    private static partial Regex Options();
}
