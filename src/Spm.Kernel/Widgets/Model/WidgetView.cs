using System.Text.Json.Nodes;
using Spm.Kernel.Comms;
using Spm.Kernel.Engine;
using Spm.Notebook;

namespace Spm.Kernel.Widgets.Model;

/// <summary>How a widget is shown: a reference to its model for front ends, text for terminals and screen readers.</summary>
internal static class WidgetView
{
    /// <summary>The MIME type of a view on a widget.</summary>
    public const string MimeType = "application/vnd.jupyter.widget-view+json";

    private static int _registered;

    public static void RegisterFormatter()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 0) BundleFormatter.Register<Widget>(Bundle);
    }

    // No text/html: a saved notebook would show the value of the moment in which the widget was displayed, next to a state that knows better.
    private static MimeBundle Bundle(Widget widget)
    {
        var text = new MimeBundle(widget.ToString());
        if (widget.Model.ViewName is null || (widget.Home?.Comms ?? CellScope.Current?.Comms) is not { } comms) return text;
        return Of(widget, comms, text);
    }

    /// <summary>Opens a widget and adds the reference to it to a text.</summary>
    public static MimeBundle Of(Widget widget, CommRegistry comms, MimeBundle text)
    {
        widget.Open(comms);
        widget.Flush();
        return text.With(MimeType, new JsonObject { ["model_id"] = widget.ModelId, ["version_major"] = 2, ["version_minor"] = 0 });
    }
}
