using System.Numerics;
using System.Text.Json.Nodes;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>
/// The curves, parameters and maps of a <see cref="LinkedMapView"/> for the browser: per pixel the measured and fitted curve at 10 bits between
/// that pixel's ends (rounding at most 0.06 % of the curve's range), which points were left out, the parameters with 5 digits and their errors with 2.
/// Pixels are thinned until everything fits into 1.5 MB of HTML.
/// </summary>
internal sealed class LinkedMapPayload
{
    public const int MaxMapSide = 128;
    private const int _budgetBytes = 1_095_000, _maxPoints = 512;
    private const double _headroom = 0.1;

    private readonly LinkedMapView _view;
    private readonly FitCurves _curves;
    private readonly MapRaster _raster;
    private readonly LinkedMap[] _maps;
    private readonly int _pointStep, _points, _components;

    public LinkedMapPayload(LinkedMapView view, FitCurves curves)
    {
        (_view, _curves) = (view, curves);
        _raster = MapRaster.Of(view.Maps[0], MaxMapSide);
        _components = curves.IsComplex ? 2 : 1;
        _pointStep = (curves.PointCount + _maxPoints - 1) / _maxPoints;
        _points = (curves.PointCount + _pointStep - 1) / _pointStep;
        var perPixel = 2.5 * _points * _components + (_points + 7) / 8 + 5 * view.Result.Parameters.Count + 8 * _components + 4;
        _maps = [.. view.Maps.Select(map => LinkedMap.Of(map, view, MaxMapSide))];
        for (PixelStep = 1; Columns * Rows * perPixel + LinkedMap.Bytes(_maps, PixelStep == 1) > _budgetBytes && PixelStep < _raster.Values.Length; PixelStep++) { }
    }

    /// <summary>Every how many pixels of the picture, in both directions, a curve is embedded.</summary>
    public int PixelStep { get; }

    /// <summary>True when not every point of every pixel is embedded.</summary>
    public bool IsThinned => PixelStep * _raster.Step > 1 || _pointStep > 1;

    public int Columns => (_raster.Columns + PixelStep - 1) / PixelStep;

    public int Rows => (_raster.Rows + PixelStep - 1) / PixelStep;

    /// <summary>What was thinned, for people.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            var notes = new List<string>();
            var every = PixelStep * _raster.Step;
            if (every > 1) notes.Add($"To keep the notebook small, curves are embedded for every {Ordinal(every)} pixel in each direction.");
            if (_pointStep > 1) notes.Add($"Embedded curves hold every {Ordinal(_pointStep)} of {_curves.PointCount} points.");
            return notes;
        }
    }

    public JsonObject ToJson()
    {
        var result = _view.Result;
        var pixels = Pixels();
        var wanted = Selected;
        var selected = pixels.FindIndex(p => (p.Row, p.Column) == wanted);
        var texts = pixels.Select(p => FitWords.Describe(result.Verdict[p.Fit], result.Status[p.Fit])).Distinct(StringComparer.Ordinal).ToList();
        var json = new JsonObject
        {
            ["columns"] = Columns,
            ["rows"] = Rows,
            ["step"] = PixelStep,
            ["points"] = _points,
            ["complex"] = _curves.IsComplex,
            ["labels"] = new JsonArray(CurvePanels.Measured, CurvePanels.LeftOut, CurvePanels.Fitted, CurvePanels.NotUsed),
            ["x"] = Packing.Float32([.. Points().Select(i => result.FitDimension.Values[i])]),
            ["rowNumber"] = new JsonArray([.. Enumerable.Range(0, Rows).Select(r => (JsonNode)_raster.Source(r * PixelStep, 0).Row)]),
            ["columnNumber"] = new JsonArray([.. Enumerable.Range(0, Columns).Select(c => (JsonNode)_raster.Source(0, c * PixelStep).Column)]),
            ["selected"] = new JsonArray(selected / Columns, selected % Columns),
            ["parameters"] = new JsonArray([.. result.Parameters.Select(p => (JsonNode)new JsonArray(p.Name, p.Symbol, p.Unit))]),
            ["values"] = Packing.Float24([.. pixels.SelectMany(p => result.ParametersOf(p.Fit).ToArray())]),
            ["errors"] = Packing.Float16([.. pixels.SelectMany(p => result.StandardErrors.AsSpan(p.Fit * result.Parameters.Count, result.Parameters.Count).ToArray())]),
            ["rSquared"] = Packing.Float24([.. pixels.Select(p => result.RSquared[p.Fit])]),
            ["good"] = Packing.Bits([.. pixels.Select(p => result.IsGood(p.Fit))]),
            ["texts"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]),
            ["text"] = Convert.ToBase64String([.. pixels.Select(p => (byte)texts.IndexOf(FitWords.Describe(result.Verdict[p.Fit], result.Status[p.Fit])))]),
            ["maps"] = LinkedMap.ToJson(_maps, PixelStep == 1),
            ["reasonSets"] = LinkedMap.ReasonSets(_maps),
            ["mapColumns"] = _raster.Columns,
            ["mapRows"] = _raster.Rows,
            ["units"] = UnitTable.Of([.. result.Parameters.Select(p => p.Unit), .. _view.Maps.Select(map => map.Unit), "rad"]),
        };
        if (result.Excluded is not null) json["excluded"] = Packing.Bits([.. pixels.SelectMany(p => Points().Select(i => _curves.IsExcluded(p.Fit, i)))]);
        AddCurves(json, pixels);
        return json;
    }

    /// <summary>The pixel of the view, or when it was thinned away the good embedded one nearest to it.</summary>
    public (int Row, int Column) Selected
    {
        get
        {
            var pixels = Pixels();
            var nearest = pixels.OrderBy(p => (p.Row, p.Column) == _view.Selected ? 0 : _view.Result.IsGood(p.Fit) ? 1 : 2)
                .ThenBy(p => Math.Pow(p.Row - _view.Selected.Row, 2) + Math.Pow(p.Column - _view.Selected.Column, 2)).First();
            return (nearest.Row, nearest.Column);
        }
    }

    private void AddCurves(JsonObject json, List<(int Fit, int Row, int Column)> pixels)
    {
        var size = _points * _components;
        var (low, high) = (new double[pixels.Count * _components], new double[pixels.Count * _components]);
        var (measuredLevels, fittedLevels) = (new ushort[pixels.Count * size], new ushort[pixels.Count * size]);
        var (measured, fitted) = (new Complex[_curves.PointCount], new Complex[_curves.PointCount]);
        for (var p = 0; p < pixels.Count; p++)
        {
            _curves.ReadMeasured(pixels[p].Fit, measured);
            _curves.ReadFitted(pixels[p].Fit, fitted);
            for (var c = 0; c < _components; c++)
            {
                var (lo, hi) = Ends(pixels[p].Fit, c, measured, fitted);
                // Rounded first, so that both sides divide the same interval.
                (low[p * _components + c], high[p * _components + c]) = (lo, hi) = ((float)lo, (float)hi);
                for (var i = 0; i < _points; i++)
                {
                    var at = p * size + c * _points + i;
                    measuredLevels[at] = (ushort)Packing.Level10(Part(measured[i * _pointStep], c), lo, hi);
                    fittedLevels[at] = (ushort)Packing.Level10(Part(fitted[i * _pointStep], c), lo, hi);
                }
            }
        }
        (json["low"], json["high"]) = (Packing.Float32(low), Packing.Float32(high));
        (json["measured"], json["fitted"]) = (Packing.Levels10(measuredLevels), Packing.Levels10(fittedLevels));
    }

    /// <summary>Least and greatest of the kept points and, where it may be believed, the fit, with headroom: an outlier must not cost the loop its digits.</summary>
    private (double Low, double High) Ends(int fit, int component, Complex[] measured, Complex[] fitted)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (var i = 0; i < measured.Length; i++)
        {
            if (!_curves.IsExcluded(fit, i)) Include(Part(measured[i], component));
            if (_view.Result.IsGood(fit)) Include(Part(fitted[i], component));
        }
        return low <= high ? (low - _headroom * (high - low), high + _headroom * (high - low)) : (0, 1);

        void Include(double value)
        {
            if (double.IsFinite(value)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
    }

    /// <summary>Embedded pixels in the picture's order: fit, and row and column in the map.</summary>
    private List<(int Fit, int Row, int Column)> Pixels()
    {
        var pixels = new List<(int, int, int)>(Columns * Rows);
        for (var r = 0; r < Rows; r++)
            for (var c = 0; c < Columns; c++)
            {
                var (row, column) = _raster.Source(r * PixelStep, c * PixelStep);
                pixels.Add((_view.Grid.FitAt(row, column), row, column));
            }
        return pixels;
    }

    private IEnumerable<int> Points() => Enumerable.Range(0, _points).Select(i => i * _pointStep);

    private static double Part(Complex value, int component) => component == 0 ? value.Real : value.Imaginary;

    private static string Ordinal(int number) => number switch { 2 => "2nd", 3 => "3rd", _ => $"{number}th" };
}
