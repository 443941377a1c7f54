using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Interactive.Charts;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>Limits: what is allowed, what each means, which were widened and why, and what happens to a request beyond one.</summary>
internal static class LimitsFormatter
{
    private const string _rule = "A request beyond a limit is refused before anything is sent to the instrument (LimitExceededException); nothing is done. Wider limits need an explicit act with a reason: limits.Widen(\"bias\", -12, 12, \"why that is safe\").";

    public static MimeBundle Format(InstrumentLimits limits)
    {
        var title = $"Limits{(limits.Source is null ? "" : $" from {limits.Source}")}: {InstrumentLimits.Names.Count}, {(limits.Widenings.Count == 0 ? "none widened" : $"{limits.Widenings.Select(w => w.Limit).Distinct().Count()} widened")}";
        var table = new HtmlTable(["limit", "from", "to", "meaning"]);
        foreach (var name in InstrumentLimits.Names)
        {
            var (lower, upper, unit) = limits.Of(name);
            table.Add(name, new(Quantity.Compact(lower, unit), lower), new(Quantity.Compact(upper, unit), upper), InstrumentLimits.Meaning(name));
        }
        var widened = Widened(limits.Widenings);
        return new MimeBundle($"{title}\n{table.ToText()}\n{(widened is null ? "" : $"\nWidened:\n{widened.ToText()}\n")}{_rule}")
            .With(MimeTypes.Html, FigureBundle.Heading(title) + table.ToHtml() + (widened is null ? "" : FigureBundle.Heading("Widened") + widened.ToHtml()) + $"<div style=\"opacity:.75;font-size:12px\">{SvgWriter.Encode(_rule)}</div>");
    }

    public static MimeBundle Format(LimitWidening widening)
    {
        var table = Widened([widening])!;
        return new MimeBundle($"Widened limit\n{table.ToText()}").With(MimeTypes.Html, FigureBundle.Heading("Widened limit") + table.ToHtml());
    }

    private static HtmlTable? Widened(IReadOnlyList<LimitWidening> widenings)
    {
        if (widenings.Count == 0) return null;
        var table = new HtmlTable(["limit", "was", "is", "reason"]);
        foreach (var w in widenings)
            table.Add(w.Limit, $"{Quantity.Compact(w.FromLower, w.Unit)} to {Quantity.Compact(w.FromUpper, w.Unit)}", $"{Quantity.Compact(w.ToLower, w.Unit)} to {Quantity.Compact(w.ToUpper, w.Unit)}", w.Reason);
        return table;
    }
}
