using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Interactive.Session;
using Spm.Interactive.Views;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Formatters;

/// <summary>How the results of the session's commands look: scans, status, help.</summary>
internal static class SessionFormatters
{
    public static void Register(ScriptOnce once)
    {
        BundleFormatter.Register<ScanImages>(scan => ImagesFormatter.Format(ImagesFormatter.ViewOf("", scan.Channels), once), FigureBundle.Types);
        BundleFormatter.Register<InstrumentStatus>(status => KeyValueFormatter.Format(View(status)), MimeTypes.Html);
        BundleFormatter.Register<SessionStatus>(
            status => status.Instrument is { } instrument ? KeyValueFormatter.Format(View(instrument)) : KeyValueFormatter.Format(new KeyValueView(status.ToString(), [])), MimeTypes.Html);
        JsonSummaries.Register();
        BundleFormatter.Register<CommandHelp>(CommandHelpFormatter.Format, MimeTypes.Html);
    }

    private static KeyValueView View(InstrumentStatus status) => new(status.Name,
    [
        ("Sample", status.Sample),
        ("State", status.IsMeasuring ? "measuring" : "idle"),
        ("Tip at", $"{Quantity.Compact(status.XM, "m", 4)}, {Quantity.Compact(status.YM, "m", 4)}"),
        ("Bias", Quantity.Compact(status.BiasV, "V", 4)),
        ("Laboratory time", status.Clock.ToString(status.Clock.TotalDays < 1 ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss")),
        ("Limits", status.Limits),
    ]);
}
