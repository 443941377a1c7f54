using Spm.Core.Data;
using Spm.Core.Experiments;
using Spm.Interactive.Charts;
using Spm.Interactive.Session;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>Runs and their journals: a dashboard where there is a number to follow, the last points, what the journal says about itself.</summary>
internal static class JournalFormatter
{
    private const int _firstPoints = 5, _lastPoints = 5, _shownValues = 3;

    public static void Register(ScriptOnce once)
    {
        BundleFormatter.Register<JournalContents>(journal => Format(journal, once), FigureBundle.Types);
        BundleFormatter.Register<PointJournal>(journal => Format(journal, once), FigureBundle.Types);
        BundleFormatter.Register<RunResult>(result => Format(result, once), FigureBundle.Types);
        BundleFormatter.Register<Dashboard>(dashboard => FigureBundle.Of(dashboard.Text(), dashboard.Figure, dashboard, once), FigureBundle.Types);
        BundleFormatter.Register<RunProgress>(progress => KeyValueFormatter.Format(View(progress)), MimeTypes.Html);
        BundleFormatter.Register<JournalPoint>(point => KeyValueFormatter.Format(View(point, [])), MimeTypes.Html);
        BundleFormatter.Register<JournalHeader>(header => KeyValueFormatter.Format(View(header)), MimeTypes.Html);
        BundleFormatter.Register<ExperimentPlan>(plan => KeyValueFormatter.Format(View(plan.Description, plan.Count)), MimeTypes.Html);
        BundleFormatter.Register<PlanDescription>(plan => KeyValueFormatter.Format(View(plan, plan.Points?.Length)), MimeTypes.Html);
        BundleFormatter.Register<JournalValue>(value => KeyValueFormatter.Format(new KeyValueView($"Measured {value.Name}", [(value.Count == 1 ? "Value" : "Values", Text(value))])), MimeTypes.Html);
        BundleFormatter.Register<JournalTail>(tail => new MimeBundle(tail.ToString()));
        BundleFormatter.Register<JournalDamage>(damage => new MimeBundle(damage.ToString()));
    }

    public static MimeBundle Format(JournalContents journal, ScriptOnce once)
    {
        var state = $"Journal: {journal.Points.Count:N0} points, {(journal.IsComplete ? "complete" : "not complete, it can be resumed")}";
        List<string> remarks = [.. new[] { journal.Tail is null ? null : $"At its end {journal.Tail}.", journal.Damage is null ? null : $"Damaged: {journal.Damage}." }.OfType<string>()];
        return Format(state, journal.Points, DashboardOptions.Of(journal.Header.Plan), remarks, View(journal.Header), journal, once);
    }

    public static MimeBundle Format(PointJournal journal, ScriptOnce once)
    {
        var points = journal.Points;
        var state = $"Journal {journal.Path}: {points.Count:N0} points, {journal.CommittedCount:N0} on disk, {(journal.IsComplete ? "complete" : "not complete")}";
        return Format(state, points, DashboardOptions.Of(journal.Header.Plan), journal.Cut is null ? [] : [$"When it was opened, {journal.Cut}."], View(journal.Header), journal, once);
    }

    public static MimeBundle Format(RunResult result, ScriptOnce once)
    {
        var state = $"Run: {result.Points.Count:N0} points{(result.FoundInJournal > 0 ? $", {result.FoundInJournal:N0} of them found in the journal" : "")}, digest {result.Digest[..Math.Min(12, result.Digest.Length)]}…";
        return Format(state, result.Points, OptionsOf(result), result.Remarks, result.Plan is { } plan ? View(plan, plan.Points?.Length) : null, result, once);
    }

    /// <summary>The dashboard of a run that is over.</summary>
    public static Figure FigureOf(RunResult result) => Plot.Dashboard(result.Points, OptionsOf(result));

    private static DashboardOptions OptionsOf(RunResult result) => result.Plan is { } plan ? DashboardOptions.Of(plan)
        : new() { Coordinates = result.Points.Count == 0 ? [] : [.. result.Points[0].Coordinates.Select((_, i) => new PlanCoordinate($"coordinate {i + 1}", ""))] };

    private static MimeBundle Format(string state, IReadOnlyList<JournalPoint> points, DashboardOptions options, IReadOnlyList<string> remarks, KeyValueView? header, object owner, ScriptOnce once)
    {
        var (table, series) = (Points(points, options.Coordinates), DashboardSeries.Of(points, options));
        var (line, words) = (points.Count > 0 ? DashboardText.Line(series) : "", string.Join('\n', remarks));
        var about = header is null ? "" : FigureBundle.Folded("What run it is", ((string)KeyValueFormatter.Format(header).Data[MimeTypes.Html]));
        var text = string.Join('\n', new[] { state, line, words, table.ToText() }.Where(part => part.Length > 0));
        var before = FigureBundle.Heading(state) + string.Concat(remarks.Select(remark => $"<div>{SvgWriter.Encode(Minus.Typeset(remark))}</div>"));
        return FigureBundle.Of(text, DashboardFigure.Of(series), owner, once, before, table.ToHtml() + about);
    }

    private static HtmlTable Points(IReadOnlyList<JournalPoint> points, IReadOnlyList<PlanCoordinate> coordinates)
    {
        string[] values = points.Count == 0 ? [] : [.. points[0].Values.Take(_shownValues).Select(v => v.Name)];
        var table = new HtmlTable(["point", .. coordinates.Select(c => c.Name), .. values, "clock"]);
        for (var i = 0; i < points.Count; i++)
        {
            if (i == _firstPoints && points.Count > _firstPoints + _lastPoints)
            {
                table.Add([.. Enumerable.Repeat(new TableCell("…"), 2 + coordinates.Count + values.Length)]);
                i = points.Count - _lastPoints;
            }
            var point = points[i];
            table.Add([new($"{point.Index + 1}", point.Index), .. coordinates.Select((c, k) => k < point.Coordinates.Length ? new TableCell(Quantity.Compact(point.Coordinates[k], c.Unit, 4), point.Coordinates[k]) : "–"),
                .. values.Select(name => point.Values.FirstOrDefault(v => v.Name == name) is { } value ? new TableCell(Text(value), value is { Count: 1, IsComplex: false } ? value.Real[0] : null) : "–"), new(Quantity.Compact(point.ClockS, "s", 4), point.ClockS)]);
        }
        return table;
    }

    private static KeyValueView View(RunProgress progress)
    {
        var point = View(progress.Last, []);
        return new(progress.Count is { } count ? $"{progress.Done:N0} of {count:N0} points are on disk ({100.0 * progress.Done / Math.Max(count, 1):F0} %)" : $"{progress.Done:N0} points are on disk", [("Last", point.Title), .. point.Rows]);
    }

    private static KeyValueView View(JournalPoint point, IReadOnlyList<PlanCoordinate> coordinates) => new($"Point {point.Index + 1:N0}",
    [
        .. point.Coordinates.Select((value, i) => (i < coordinates.Count ? coordinates[i].Name : $"coordinate {i + 1}", Quantity.Compact(value, i < coordinates.Count ? coordinates[i].Unit : ""))),
        .. point.Values.Select(value => (value.Name, Text(value))),
        ("clock", Quantity.Compact(point.ClockS, "s", 5)),
        ("state", point.State.Length == 0 ? "none" : $"{point.State.Length:N0} bytes"),
    ]);

    private static KeyValueView View(JournalHeader header)
    {
        var plan = View(header.Plan, header.Plan.Points?.Length);
        return new(plan.Title,
        [
            .. plan.Rows, ("Seed", $"{header.Seed}"), ("Instrument", header.Instrument), ("Software", header.Software),
            .. header.Begun is { } begun ? [("Begun", begun.ToString("yyyy-MM-dd HH:mm:ss zzz"))] : Array.Empty<(string, string)>(),
            .. header.Notes.Select(note => (note.Key, note.Value)),
        ]);
    }

    private static KeyValueView View(PlanDescription plan, long? count) => new($"Plan {plan.Name}",
    [
        ("Coordinates", string.Join(", ", plan.Coordinates.Select(c => c.Unit.Length > 0 ? $"{c.Name} in {c.Unit}" : c.Name))),
        ("Points", plan.Points is null ? count is { } most ? $"chosen one after the other, at most {most:N0}" : "chosen one after the other" : $"{plan.Points.Length:N0}"),
        .. plan.Parameters.Select(parameter => (parameter.Key, parameter.Value)),
    ]);

    private static string Text(JournalValue value) => value.Count == 1 && !value.IsComplex ? Quantity.Compact(value.Real[0], value.Unit, 4)
        : $"{value.Count:N0} {(value.IsComplex ? "complex " : "")}numbers{(value.Unit.Length > 0 ? $" in {value.Unit}" : "")}";
}
