using System.Globalization;
using System.Text.Json.Nodes;

namespace Spm.Kernel.Notebooks;

/// <summary>When a notebook was run, from the times that each cell's metadata carries under <c>execution</c> (the fields nbclient writes).</summary>
/// <param name="Start">Start of the first cell.</param>
/// <param name="Duration">From there to the end of the last cell.</param>
internal sealed record RunTimes(DateTimeOffset Start, TimeSpan Duration)
{
    private const string Field = "execution";
    private static readonly string[] Starts = ["iopub.status.busy", "iopub.execute_input"];
    private static readonly string[] Ends = ["iopub.status.idle", "shell.execute_reply"];

    /// <summary>The times of a notebook, or null when no cell has any.</summary>
    public static RunTimes? Of(NotebookDocument document)
    {
        var executions = document.Cells.Select(c => c.Metadata[Field]).OfType<JsonObject>().ToList();
        var starts = executions.SelectMany(e => Starts.Select(name => Time(e[name]))).OfType<DateTimeOffset>().ToList();
        var ends = executions.SelectMany(e => Ends.Select(name => Time(e[name]))).OfType<DateTimeOffset>().ToList();
        return starts.Count == 0 ? null : new RunTimes(starts.Min(), ends.Count == 0 ? TimeSpan.Zero : ends.Max() - starts.Min());
    }

    /// <summary>Writes the times of one cell.</summary>
    public static void Record(NotebookCell cell, DateTimeOffset start, DateTimeOffset end)
    {
        var times = new JsonObject();
        foreach (var name in Starts) times[name] = Iso(start);
        foreach (var name in Ends) times[name] = Iso(end);
        cell.Metadata[Field] = times;
    }

    /// <summary><c>0.4 s</c>, <c>12 s</c>, <c>3 min 20 s</c>, <c>1 h 05 min</c>.</summary>
    public static string Text(TimeSpan time) => time switch
    {
        { TotalSeconds: < 9.95 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalSeconds: < 99.5 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds:00} s",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalHours):0} h {time.Minutes:00} min"),
    };

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
