using System.Numerics;
using System.Text.Json.Nodes;
using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>
/// What an explorer needs in the browser: per pixel the measured curve at 10 bits between that curve's ends (rounding at most 0.06 % of its range),
/// the parameters in single precision with their errors to 0.4 %, which points were left out, and the maps. Fits of spectra and loops are evaluated in
/// the browser from the parameters; those of other models travel like the measured curves. Pixels are thinned until everything fits into the budget.
/// </summary>
internal sealed class ExplorerPayload
{
    public const int MaxMapSide = 128;

    /// <summary>What is said of all embedded curves; a picture without them need not say it.</summary>
    internal const string PrecisionNote = "Embedded curves have 10 bits of each curve's range: error at most 0.06 %.";

    /// <summary>With base64, words and the static picture a figure stays below 1.5 MB.</summary>
    public const int BudgetBytes = 1_020_000;

    private const double _headroom = 0.1;

    /// <summary>Ends travel in single precision.</summary>
    private const double _largest = float.MaxValue / 4;
    private const int _mostExact = 2048;
    private const long _mostSamplesFromFile = 16_000_000;

    private readonly IReadOnlyList<ExplorerMap> _maps;
    private readonly BrowserFormula? _formula;
    private readonly IReadOnlyList<(string Name, string Symbol, string Unit, bool IsCyclic)> _parameters;

    /// <summary>The payload of a fit and its maps.</summary>
    public ExplorerPayload(LinkedMapView view, FittedCurves curves)
        : this(curves, MapRaster.Of(view.Maps[0], MaxMapSide), [.. view.Maps.Select(map => ExplorerMap.Of(map, view, MaxMapSide))], BudgetBytes, long.MaxValue)
    {
    }

    /// <summary>The payload of data without a fit.</summary>
    public ExplorerPayload(ExplorerView view)
        : this(view.Curves, MapRaster.Of(Blank(view.Curves), MaxMapSide), [], view.BudgetBytes,
            view.Curves.IsInMemory ? long.MaxValue : Math.Max(16, Math.Min(4096, _mostSamplesFromFile / Math.Max(1, view.Sweep.Length))))
    {
    }

    private ExplorerPayload(ExplorerCurves curves, MapRaster raster, IReadOnlyList<ExplorerMap> maps, int budgetBytes, long mostPixels)
    {
        (_maps, Curves) = (maps, curves);
        var result = curves.Result;
        _formula = result is null ? null : BrowserFormula.Of(result);
        _parameters = result is null ? [] : [.. result.Parameters.Select(p => (p.Name, p.Symbol, p.Unit, p.IsCyclic))];
        Sample = new(curves, raster, 6 * _parameters.Count + 6, (result is not null && _formula is null ? 1.25 : 0) + (result?.Excluded is null ? 0 : 0.125 / (curves.Source.IsComplex ? 2 : 1)),
            step => budgetBytes - ExplorerMap.Bytes(maps, step == 1), mostPixels);
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
            if (Sample.Every > 1) notes.Add($"To keep the notebook small, curves are embedded for every {Ordinal(Sample.Every)} pixel in each direction.");
            if (Sample.PointStep > 1) notes.Add($"Embedded curves hold every {Ordinal(Sample.PointStep)} of {Curves.Sweep.Length} points.");
            if (Sample.Embedded.Count < Curves.CurveCount) notes.Add($"Embedded is {string.Join(", ", Curves.Others.Select((d, i) => (d, Index: CurveIndex(Curves.FirstCurve, i))).Where(o => !IsEmbedded(o.d)).Select(o => $"{o.d.Quantity} {Quantity.Format(o.d.Values[o.Index], o.d.Unit)} ({o.Index + 1} of {o.d.Length})"))} only.");
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
        var (sweep, raster, source) = (Curves.Sweep, Sample.Raster, Curves.Source);
        var (top, left) = raster.Source(0, 0);
        return new()
        {
            ["rows"] = Curves.Vertical.Length,
            ["columns"] = Curves.Horizontal.Length,
            ["flip"] = new JsonArray(top > 0, left > 0),
            ["raster"] = new JsonObject { ["rows"] = raster.Rows, ["columns"] = raster.Columns },
            ["complex"] = source.IsComplex,
            ["selected"] = new JsonArray(selected.Row, selected.Column),
            ["parameters"] = new JsonArray([.. _parameters.Select(p => (JsonNode)new JsonArray(p.Name, p.Symbol, p.Unit, p.IsCyclic))]),
            ["labels"] = new JsonArray(CurvePanels.Measured, CurvePanels.LeftOut, CurvePanels.Fitted, CurvePanels.NotUsed),
            ["maps"] = ExplorerMap.ToJson(_maps, Sample.PixelStep == 1),
            ["reasonSets"] = ExplorerMap.ReasonSets(_maps),
            ["slices"] = new JsonArray([.. Slices.Select(slice => (JsonNode)new JsonObject { ["part"] = slice.Part, ["name"] = slice.Name, ["colours"] = FigurePayload.Axis(slice.Colours) })]),
            ["slider"] = Slider(sweep),
            ["index"] = Index,
            ["choices"] = new JsonArray([.. Curves.Others.Select((d, i) => (d, i)).Where(o => o.d.Length > 1 && IsEmbedded(o.d)).Select(o => (JsonNode)Choice(o.d, o.i))]),
            ["notes"] = new JsonArray([.. Notes.Select(note => (JsonNode)note)]),
            ["embedded"] = Embedded(),
        };
    }

    /// <summary>Whether something of the data is left out.</summary>
    public bool IsThinned => Sample.Every > 1 || Sample.PointStep > 1 || Sample.Embedded.Count < Curves.CurveCount;

    /// <summary>Units of everything that the browser writes.</summary>
    public IEnumerable<string> Units => [.. _parameters.Select(p => p.Unit), .. _maps.Select(map => map.Colours.Unit), Curves.Source.Unit, Curves.Sweep.Unit, "rad"];

    private JsonObject Embedded()
    {
        var (sample, result) = (Sample, Curves.Result);
        var json = new JsonObject
        {
            ["every"] = sample.Every,
            ["step"] = sample.PixelStep,
            ["columns"] = sample.Columns,
            ["rows"] = sample.Rows,
            ["points"] = sample.Points,
            ["curves"] = sample.Embedded.Count,
            ["choice"] = sample.First,
            ["x"] = Packing.Float64(sample.Sweep),
            ["values"] = "",
            ["errors"] = "",
            ["good"] = Packing.Bits([.. Enumerable.Range(0, sample.Pixels.Length).Select(IsGood)]),
        };
        if (Curves.Others.Select((d, i) => (d, i)).FirstOrDefault(o => ExplorerCurves.IsCycle(o.d) && o.d.Length is > 1 and <= 8 && IsEmbedded(o.d)) is { d: not null } cycle) json["overlay"] = Choice(cycle.d, cycle.i);
        if (result is not null)
        {
            int[] fits = [.. sample.Pixels.Select(p => Curves.FitAt(p.Row, p.Column))];
            var texts = fits.Select(fit => FitWords.Describe(result.Verdict[fit], result.Status[fit])).Distinct(StringComparer.Ordinal).ToList();
            json["values"] = Packing.Float32([.. fits.SelectMany(fit => result.ParametersOf(fit).ToArray())]);
            json["errors"] = Packing.Float16([.. fits.SelectMany(fit => result.StandardErrors.AsSpan(fit * _parameters.Count, _parameters.Count).ToArray())]);
            json["rSquared"] = Packing.Float24([.. fits.Select(fit => result.RSquared[fit])]);
            json["texts"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]);
            json["text"] = Convert.ToBase64String([.. fits.Select(fit => (byte)texts.IndexOf(FitWords.Describe(result.Verdict[fit], result.Status[fit])))]);
            if (result.Excluded is not null) json["excluded"] = Packing.Bits([.. sample.Pixels.SelectMany(p => Enumerable.Range(0, sample.Points).Select(i => Curves.IsExcluded(p.Row, p.Column, i * sample.PointStep)))]);
            if (_formula is not null) json["model"] = Formula(_formula);
        }
        AddCurves(json);
        return json;
    }

    /// <summary>All points of the sweep, of which the embedded curves may have a part: long ones by their ends where they are even, else in single precision.</summary>
    private static JsonObject Slider(Dimension sweep)
    {
        var json = new JsonObject { ["name"] = sweep.Name, ["quantity"] = sweep.Quantity, ["unit"] = sweep.Unit, ["count"] = sweep.Length };
        var even = Dimension.Linear(sweep.Values[0], sweep.Values[^1], sweep.Length);
        if (sweep.Length <= _mostExact) json["values"] = Packing.Float64(sweep.Values);
        else if (sweep.Values.Zip(even).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9 * Math.Abs(even[^1] - even[0]))) (json["first"], json["last"]) = (even[0], even[^1]);
        else json["singles"] = Packing.Float32(sweep.Values);
        return json;
    }

    private JsonObject Formula(BrowserFormula formula)
    {
        var json = new JsonObject { ["name"] = formula.Name, ["factor"] = formula.Factor };
        if (formula.Falling is { } falling) json["falling"] = Packing.Bits([.. Enumerable.Range(0, Sample.Points).Select(i => falling[i * Sample.PointStep])]);
        return json;
    }

    private void AddCurves(JsonObject json)
    {
        var (sample, components, size) = (Sample, Sample.Components, Sample.Points * Sample.Components);
        var curves = sample.Pixels.Length * sample.Embedded.Count;
        var hasFit = Curves.Result is not null && _formula is null;
        var (low, high) = (new double[curves * components], new double[curves * components]);
        var (measuredLevels, fittedLevels) = (new ushort[curves * size], new ushort[hasFit ? curves * size : 0]);
        var fitted = new Complex[Curves.Sweep.Length];
        for (var q = 0; q < curves; q++)
        {
            var (row, column) = sample.Pixels[q / sample.Embedded.Count];
            var measured = sample.Curve(q / sample.Embedded.Count, q % sample.Embedded.Count);
            if (hasFit) Curves.ReadFitted(row, column, fitted);
            for (var c = 0; c < components; c++)
            {
                var (lo, hi) = Ends(row, column, c, measured, hasFit && Curves.Result!.IsGood(Curves.FitAt(row, column)) ? fitted : []);
                // Rounded first, so that both sides divide the same interval.
                (low[q * components + c], high[q * components + c]) = (lo, hi) = ((float)lo, (float)hi);
                for (var i = 0; i < sample.Points; i++)
                {
                    var at = q * size + c * sample.Points + i;
                    measuredLevels[at] = (ushort)Packing.Level10(Part(measured[i], c), lo, hi);
                    if (hasFit) fittedLevels[at] = (ushort)Packing.Level10(Part(fitted[i * sample.PointStep], c), lo, hi);
                }
            }
        }
        (json["low"], json["high"], json["measured"]) = (Packing.Float32(low), Packing.Float32(high), Packing.Levels10(measuredLevels));
        if (hasFit) json["fitted"] = Packing.Levels10(fittedLevels);
    }

    /// <summary>Least and greatest of the points that were kept, or are no spikes, and, where it may be believed, the fit, with headroom: an outlier must not cost the loop its digits.</summary>
    private (double Low, double High) Ends(int row, int column, int component, ReadOnlySpan<Complex> measured, ReadOnlySpan<Complex> fitted)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        var spikes = Curves.Result is null ? Spikes.Of(measured, z => Part(z, component)) : [];
        for (var i = 0; i < measured.Length; i++)
            if (spikes.Length > 0 ? !spikes[i] : !Curves.IsExcluded(row, column, i * Sample.PointStep))
                Include(Part(measured[i], component));
        foreach (var value in fitted) Include(Part(value, component));
        if (low > high) return (0, 1);
        var pad = high > low ? _headroom * (high - low) : low != 0 ? _headroom * Math.Abs(low) : 1;
        return (Math.Max(low - pad, -_largest), Math.Min(high + pad, _largest));

        void Include(double value)
        {
            if (double.IsFinite(value)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
    }

    private bool IsGood(int pixel)
    {
        if (Curves.Result is { } result) return result.IsGood(Curves.FitAt(Sample.Pixels[pixel].Row, Sample.Pixels[pixel].Column));
        foreach (var value in Sample.Curve(pixel, Sample.First))
            if (Complex.IsFinite(value))
                return true;
        return false;
    }

    /// <summary>A dimension whose curves travel: its words, and how far apart they lie among the embedded curves.</summary>
    private JsonObject Choice(Dimension dimension, int position)
    {
        var stride = 1;
        for (var i = position + 1; i < Curves.Others.Count; i++)
            if (IsEmbedded(Curves.Others[i]))
                stride *= Curves.Others[i].Length;
        return new()
        {
            ["name"] = dimension.Quantity,
            ["stride"] = stride,
            ["labels"] = new JsonArray([.. dimension.Values.Select((value, i) => (JsonNode)(ExplorerCurves.IsCycle(dimension) ? $"cycle {i + 1}" : Minus.Typeset(Quantity.Format(value, dimension.Unit))))]),
        };
    }

    private bool IsEmbedded(Dimension dimension) => Sample.Embedded.Count == Curves.CurveCount || (Sample.Embedded.Count > 1 && ExplorerCurves.IsCycle(dimension));

    private int CurveIndex(int curve, int position)
    {
        for (var i = Curves.Others.Count - 1; i > position; i--) curve /= Curves.Others[i].Length;
        return curve % Curves.Others[position].Length;
    }

    private static ScalarMap Blank(ExplorerCurves curves) => new("", "", curves.Horizontal, curves.Vertical, new double[curves.Vertical.Length, curves.Horizontal.Length], new string?[curves.Vertical.Length, curves.Horizontal.Length]);

    private static double Part(Complex value, int component) => component == 0 ? value.Real : value.Imaginary;

    private static string Ordinal(int number) => number switch { 2 => "2nd", 3 => "3rd", _ => $"{number}th" };
}
