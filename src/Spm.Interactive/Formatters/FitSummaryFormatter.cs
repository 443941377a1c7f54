using Spm.Core.Fitting;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A fit that is in a file: its main numbers.</summary>
public static class FitSummaryFormatter
{
    /// <summary>Formats the numbers of a fit.</summary>
    public static MimeBundle Format(FitSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var (title, counts, quality, notes) = (FitSummaryText.Title(summary), FitSummaryText.Counts(summary), FitSummaryText.Quality(summary), FitSummaryText.Notes(summary));
        var parameters = FitSummaryText.Parameters(summary);
        return new MimeBundle($"{title}\n{counts}\n{quality}\n\n{parameters.ToText()}\n{notes}".TrimEnd()).With(MimeTypes.Html,
            FigureBundle.Heading(title) + $"<div>{SvgWriter.Encode(counts)}<br>{SvgWriter.Encode(Minus.Typeset(quality))}</div>{parameters.ToHtml()}<div>{SvgWriter.Encode(notes)}</div>");
    }
}
