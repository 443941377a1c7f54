using System.Net;
using Spm.Notebook;

namespace Spm.Kernel.Packages;

/// <summary>What a cell's <c>#r "nuget: …"</c> added, as it is shown.</summary>
/// <param name="Requested">What was asked for: name and version.</param>
/// <param name="Needed">What came with it.</param>
/// <param name="Notes">Sentences for the person.</param>
internal sealed record AddedPackages(IReadOnlyList<string> Requested, IReadOnlyList<string> Needed, IReadOnlyList<string> Notes)
{
    /// <summary>One line, and one for each note.</summary>
    public MimeBundle Bundle()
    {
        var what = string.Join(", ", Requested);
        var with = Needed.Count == 0 ? "" : $" and {Needed.Count} package{(Needed.Count == 1 ? "" : "s")} that {(Requested.Count == 1 ? "it needs" : "they need")}";
        var text = string.Join('\n', Notes.Prepend(Needed.Count == 0 ? $"Added {what}." : $"Added {what}{with}: {string.Join(", ", Needed)}."));
        var list = Needed.Count == 0 ? "." : $"<details style=\"display:inline-block;vertical-align:top\"><summary>{Encode(with.TrimStart())}</summary>{string.Join("<br>", Needed.Select(Encode))}</details>";
        var html = $"<div>Added <b>{Encode(what)}</b>{(Needed.Count == 0 ? "" : " ")}{list}{string.Concat(Notes.Select(n => $"<br><small>{Encode(n)}</small>"))}</div>";
        return new MimeBundle(text).With(MimeTypes.Html, html);
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
