using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The picture of <see cref="Plot.AmplitudePhase(ScalarMap, ScalarMap)"/>.</summary>
internal static class AmplitudePhaseFigure
{
    private const int _width = 980, _height = 440;

    public static Figure Of(ScalarMap amplitude, ScalarMap phase, IReadOnlyList<string> notes)
    {
        ArgumentNullException.ThrowIfNull(amplitude);
        ArgumentNullException.ThrowIfNull(phase);
        if (amplitude.Values.GetLength(0) != phase.Values.GetLength(0) || amplitude.Values.GetLength(1) != phase.Values.GetLength(1))
            throw new ArgumentException($"Amplitude '{amplitude.Name}' has {Size(amplitude)} pixels, phase '{phase.Name}' {Size(phase)}; both must be maps of one scan.", nameof(phase));
        var wrapped = Wrapped(phase);
        Panel[] panels = [MapPanel.Of(amplitude, new(0, 0, 0.5, 1)) with { Title = amplitude.Name }, MapPanel.Of(wrapped, new(0.5, 0, 0.5, 1)) with { Title = wrapped.Name }];
        string[] said = [.. MapPanel.Notes(amplitude, panels[0].Raster!), .. MapPanel.Notes(wrapped, panels[1].Raster!), .. notes.Select(Minus.Typeset)];
        return MapPanel.WithoutSlack(new("", _width, _height, panels, $"{MapSummary.Sentence(amplitude)} {MapSummary.Sentence(wrapped)}") { Notes = [.. said.Distinct()] });
    }

    /// <summary>The phase within half a turn on either side of 0, marked as cyclic.</summary>
    private static ScalarMap Wrapped(ScalarMap phase)
    {
        var turn = phase.Unit switch
        {
            "rad" => 2 * Math.PI,
            "°" or "deg" => 360,
            _ => throw new ArgumentException($"A phase is in rad or °, '{phase.Name}' is in '{phase.Unit}'. Amplitude first, phase second.", nameof(phase)),
        };
        var columns = phase.Values.GetLength(1);
        var values = new double[phase.Values.GetLength(0), columns];
        for (var i = 0; i < values.Length; i++) values[i / columns, i % columns] = Math.IEEERemainder(phase.Values[i / columns, i % columns], turn);
        return phase with { Values = values, IsCyclic = true };
    }

    private static string Size(ScalarMap map) => $"{map.Values.GetLength(0)} × {map.Values.GetLength(1)}";
}
