using System.Numerics;
using System.Text.Json.Nodes;
using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>
/// What an explorer needs in the browser: per pixel the measured curves (<see cref="EmbeddedCurves"/>) and the fit (<see cref="EmbeddedFits"/>), and the maps. Fits are
/// evaluated in the browser from the parameters where it knows the formula, else they travel like the measured curves. Pixels are thinned until everything fits into the budget.
/// </summary>
internal sealed class ExplorerPayload
{
    public const int MaxMapSide = 128;

    /// <summary>What is said of all embedded curves; a picture without them need not say it.</summary>
    internal const string PrecisionNote = "Embedded curves have 10 bits of each curve's range: error at most 0.06 %.";

    /// <summary>With base64, words and the static picture a figure stays below 1.5 MB.</summary>
    public const int BudgetBytes = 1_020_000;

    private const long _mostSamplesFromFile = 16_000_000;

    /// <summary>Values of a sweep that is neither short nor even, 88 kB.</summary>
    private const int _mostUneven = 16_384;

    private readonly IReadOnlyList<ExplorerMap> _maps;
    private readonly ExplorerChoices _choices;
    private readonly BrowserFormula? _formula;
    private readonly IReadOnlyList<(string Name, string Symbol, string Unit, bool IsCyclic)> _parameters;

    /// <summary>The payload of a fit and its maps.</summary>
    public ExplorerPayload(LinkedMapView view, FittedCurves curves)
        : this(curves, MapRaster.Of(view.Maps[0], MaxMapSide), [.. view.Maps.Select(map => ExplorerMap.Of(map, view, MaxMapSide))], BudgetBytes, MostPixels(curves.Sweep))
    {
    }

    /// <summary>The payload of data without a fit.</summary>
    public ExplorerPayload(ExplorerView view)
        : this(view.Curves, MapRaster.Of(Blank(view.Curves), MaxMapSide), [], view.BudgetBytes,
            view.Curves.IsInMemory ? long.MaxValue : Math.Min(4096, MostPixels(view.Sweep)))
    {
    }

    private ExplorerPayload(ExplorerCurves curves, MapRaster raster, IReadOnlyList<ExplorerMap> maps, int budgetBytes, long mostPixels)
    {
        (_maps, Curves) = (maps, curves);
        var result = curves.Result;
        _formula = result is null ? null : BrowserFormula.Of(result);
        _parameters = result is null ? [] : [.. result.Parameters.Select(p => (p.Name, p.Symbol, p.Unit, p.IsCyclic))];
        Sample = new(curves, raster, EmbeddedFits.BytesPerPixel(_parameters.Count), (HasFittedCurves ? 1.25 : 0) + (result?.Excluded is null ? 0 : 0.125 / (curves.Source.IsComplex ? 2 : 1)),
            step => budgetBytes - ExplorerMap.Bytes(maps, step == 1), mostPixels);
        _choices = new(Sample);
        Slices = ExplorerSlice.All(Sample);
        if (maps.Count > 0) Slices = [.. Slices.Select(slice => slice with { Name = $"{slice.Name} (measured)" })];
        Index = ExplorerSlice.MostTelling(Sample, Slices[0]);
    }

    public ExplorerCurves Curves { get; }

    /// <summary>What is embedded.</summary>
    public ExplorerSample Sample { get; }

    /// <summary>Maps of the measured data at a point of the sweep.</summary>
    public IReadOnlyList<ExplorerSlice> Slices { get; }

    /// <summary>The embedded point of the sweep that is shown first.</summary>
    public int Index { get; }

    /// <summary>What was thinned and rounded, for people.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            var notes = new List<string>();
            if (Sample.Every > 1) notes.Add($"To keep the notebook small, curves are embedded for every {Ordinal.Of(Sample.Every)} pixel in each direction.");
            if (Sample.PointStep > 1) notes.Add($"Embedded curves hold every {Ordinal.Of(Sample.PointStep)} of {Curves.Sweep.Length:N0} points.");
            if (_choices.Words is { Length: > 0 } words) notes.Add(words);
            if (Curves.WithoutFit is { } reason) notes.Add(reason);
            notes.Add(PrecisionNote);
            return notes;
        }
    }

    /// <summary>The pixel, or when it was thinned away the good embedded one nearest to it.</summary>
    public (int Row, int Column) Nearest((int Row, int Column) wanted) => Sample.Pixels.Select((pixel, i) => (pixel, i))
        .OrderBy(p => p.pixel == wanted ? 0 : IsGood(p.i) ? 1 : 2)
        .ThenBy(p => Math.Pow(p.pixel.Row - wanted.Row, 2) + Math.Pow(p.pixel.Column - wanted.Column, 2)).First().pixel;

    public JsonObject ToJson((int Row, int Column) selected)
    {
        var raster = Sample.Raster;
        var (top, left) = raster.Source(0, 0);
        return new()
        {
            ["rows"] = Curves.Vertical.Length,
            ["columns"] = Curves.Horizontal.Length,
            ["flip"] = new JsonArray(top > 0, left > 0),
            ["raster"] = new JsonObject { ["rows"] = raster.Rows, ["columns"] = raster.Columns },
            ["complex"] = Curves.Source.IsComplex,
            ["selected"] = new JsonArray(selected.Row, selected.Column),
            ["parameters"] = new JsonArray([.. _parameters.Select(p => (JsonNode)new JsonArray(p.Name, p.Symbol, p.Unit, p.IsCyclic))]),
            ["labels"] = new JsonArray(CurvePanels.Measured, CurvePanels.LeftOut, CurvePanels.Fitted, CurvePanels.NotUsed),
            ["maps"] = ExplorerMap.ToJson(_maps, Sample.PixelStep == 1),
            ["reasonSets"] = ExplorerMap.ReasonSets(_maps),
            ["slices"] = new JsonArray([.. Slices.Select(slice => (JsonNode)new JsonObject { ["part"] = slice.Part, ["name"] = slice.Name, ["colours"] = FigurePayload.Axis(slice.Colours) })]),
            ["slider"] = Slider(),
            ["index"] = Index,
            ["curve"] = Curves.FirstCurve,
            ["choices"] = _choices.ToJson(),
            ["notes"] = new JsonArray([.. Notes.Select(note => (JsonNode)note)]),
            ["embedded"] = Embedded(),
        };
    }

    /// <summary>Whether something of the data is left out.</summary>
    public bool IsThinned => Sample.Every > 1 || Sample.PointStep > 1 || Sample.Embedded.Count < Curves.CurveCount;

    /// <summary>Units of everything that the browser writes.</summary>
    public IEnumerable<string> Units => [.. _parameters.Select(p => p.Unit), .. _maps.Select(map => map.Colours.Unit), Curves.Source.Unit, Curves.Sweep.Unit, .. Curves.Others.Select(axis => axis.Unit), "rad"];

    /// <summary>Whether fitted curves travel.</summary>
    private bool HasFittedCurves => Curves.Result is not null && _formula is null && Curves.WithoutFit is null;

    /// <summary>The values of the sweep, all of them, or where these would take too much room those of the embedded points.</summary>
    private JsonObject Slider()
    {
        var json = ExplorerChoices.Values(Curves.Sweep);
        if (!json.ContainsKey("singles") || Curves.Sweep.Length <= _mostUneven) return json;
        json = ExplorerChoices.Values(Curves.Sweep with { Values = Sample.Sweep });
        json["step"] = Sample.PointStep;
        return json;
    }

    /// <summary>How many whole curves may be read for a figure.</summary>
    private static long MostPixels(Dimension sweep) => Math.Max(16, _mostSamplesFromFile / Math.Max(1, sweep.Length));

    private JsonObject Embedded()
    {
        var json = new JsonObject
        {
            ["every"] = Sample.Every,
            ["step"] = Sample.PixelStep,
            ["columns"] = Sample.Columns,
            ["rows"] = Sample.Rows,
            ["points"] = Sample.Points,
            ["pointStep"] = Sample.PointStep,
            ["x"] = Packing.Float64(Sample.Sweep),
            ["values"] = "",
            ["errors"] = "",
            ["good"] = Packing.Bits([.. Enumerable.Range(0, Sample.Pixels.Length).Select(IsGood)]),
        };
        _choices.AddTo(json);
        if (Curves.Result is { } result) new EmbeddedFits(Sample, result, _formula).AddTo(json);
        new EmbeddedCurves(Sample, HasFittedCurves).AddTo(json);
        return json;
    }

    private bool IsGood(int pixel)
    {
        if (Curves.Result is { } result) return result.IsGood(Curves.FitAt(Sample.Pixels[pixel].Row, Sample.Pixels[pixel].Column));
        foreach (var value in Sample.Curve(pixel, Sample.First))
            if (Complex.IsFinite(value))
                return true;
        return false;
    }

    private static ScalarMap Blank(ExplorerCurves curves) => new("", "", curves.Horizontal, curves.Vertical, new double[curves.Vertical.Length, curves.Horizontal.Length], new string?[curves.Vertical.Length, curves.Horizontal.Length]);
}
