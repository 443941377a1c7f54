using Spm.Core.Fitting;
using Spm.Interactive.Views;
using Spm.Interactive.Views.Live;

namespace Spm.Interactive.Session;

/// <summary>A fit's maps, linked to its loops or spectra, the one that is asked for first.</summary>
internal static class LinkedMaps
{
    /// <summary>What a person most likely wants to see of a model.</summary>
    private static readonly Dictionary<string, string> MainParameter = new() { [SpmSession.ShoModel] = "A", [SpmSession.LoopModel] = "a1" };

    public static LinkedMapView Of(FitResult result, string? parameter, LiveMaps? live)
    {
        var first = parameter ?? MainParameter.GetValueOrDefault(result.Model, result.Parameters[0].Symbol);
        var map = FitMaps.Of(result, first);
        var view = new LinkedMapView(result, first, map, [.. FitMaps.Parameters(result).Select(p => FitMaps.Of(result, p.Symbol))]);
        view.Live = live?.Of(view);
        return view;
    }
}
