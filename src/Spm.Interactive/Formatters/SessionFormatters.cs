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
        BundleFormatter.Register<ScanImages>(scan => ImagesFormatter.Format(ImagesFormatter.ViewOf("", scan.Channels), once), FigureBundle.MapTypes);
        BundleFormatter.Register<PathImages>(scan => PathImagesFormatter.Format(scan, once), FigureBundle.Types);
        BundleFormatter.Register<InstrumentStatus>(status => KeyValueFormatter.Format(View(status)), MimeTypes.Html);
        BundleFormatter.Register<SessionStatus>(
            status => status.Instrument is { } instrument ? KeyValueFormatter.Format(View(instrument, status.Following)) : KeyValueFormatter.Format(new KeyValueView(status.ToString(), [])), MimeTypes.Html);
        BundleFormatter.Register<SweepCurves>(sweep => SweepFormatter.Format(sweep, once), FigureBundle.LineTypes);
        BundleFormatter.Register<SignalReadings>(signals => KeyValueFormatter.Format(View(signals)), MimeTypes.Html);
        BundleFormatter.Register<TipPosition>(tip => KeyValueFormatter.Format(new KeyValueView("Tip", [("x", Quantity.Compact(tip.XM, "m", 6)), ("y", Quantity.Compact(tip.YM, "m", 6))])), MimeTypes.Html);
        BundleFormatter.Register<FeedbackState>(feedback => KeyValueFormatter.Format(View(feedback)), MimeTypes.Html);
        JsonSummaries.Register();
        BundleFormatter.Register<CommandHelp>(CommandHelpFormatter.Format, MimeTypes.Html);
    }

    private static KeyValueView View(SignalReadings signals) => new(signals.Values.Count == 1 ? "Signal" : "Signals", [.. signals.Values.Select(v => (v.Signal.Name, Quantity.Compact(v.Value, v.Signal.Unit, 5)))]);

    private static KeyValueView View(FeedbackState state) => new("Feedback",
    [
        ("State", state.IsOn ? "on" : "off"),
        ("Setpoint", Quantity.Compact(state.Setpoint, state.SetpointUnit, 4)),
        ("z", Quantity.Compact(state.ZM, "m", 6)),
        ("Gains", $"proportional {Quantity.Compact(state.Gains.Proportional, $"m/{state.SetpointUnit}", 4)}, time constant {Quantity.Compact(state.Gains.TimeConstantS, "s", 4)}"),
    ]);

    private static KeyValueView View(InstrumentStatus status, string? following = null) => new(status.Name,
    [
        ("Sample", status.Sample),
        ("State", status.IsMeasuring ? "measuring" : "idle"),
        ("Tip at", $"{Quantity.Compact(status.XM, "m", 4)}, {Quantity.Compact(status.YM, "m", 4)}"),
        ("Bias", Quantity.Compact(status.BiasV, "V", 4)),
        ("Laboratory time", status.Clock.ToString(status.Clock.TotalDays < 1 ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss")),
        ("Limits", status.Limits),
        .. following is null ? [] : new[] { ("Drift", following) },
    ]);
}
