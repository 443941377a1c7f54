using System.Numerics;
using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The picture of <see cref="Plot.Spectrum(Core.Fitting.FitResult, int, bool, bool)"/>: magnitude, phase, real and imaginary part, Nyquist; of real data the values, and the residual below.</summary>
internal static class SpectrumFigure
{
    private const int _width = 960, _height = 680, _realHeight = 500, _manyPoints = 400, _mostPhases = 3000;
    private const double _reservedLeft = 74, _reservedRight = 20;

    public static Figure Of(SpectrumCurve curve, bool isLogarithmic, bool isAbscissaLogarithmic)
    {
        var notes = new List<string>(curve.Notes);
        var left = curve.LeftOut.Count(isOut => isOut);
        if (left > 0) notes.Add($"{left} points were left out of the fit (crosses).");
        if (curve.Errors is not null) notes.Add($"Band: one standard error{(curve.IsComplex ? " of each part" : "")} about the {(curve.FittedAtX.Length > 0 ? "fit" : "measured values")}.");
        Panel Panel(Cell cell, string quantity, string unit, Func<Complex, double> part, Func<Complex, double, double> error, bool isLog = false) =>
            PartPanel(curve, cell, quantity, unit, part, error, isLog, isAbscissaLogarithmic, notes);
        var (name, unit) = curve.Response;
        Panel[] panels = curve.IsComplex
            ?
            [
                Panel(new(0, 0, 0.5, 0.5), $"|{name}|", unit, z => z.Magnitude, (_, sigma) => sigma, isLogarithmic),
                NyquistPanel.Of(curve, new(0.5, 0, 0.5, 0.5), notes),
                Panel(new(0, 0.5, 0.5, 0.5), "Phase", "rad", z => z.Phase, (z, sigma) => sigma < z.Magnitude ? Math.Asin(sigma / z.Magnitude) : double.NaN),
                RealAndImaginary(curve, isAbscissaLogarithmic, notes),
            ]
            : curve.FittedAtX.Length == 0 ? [Panel(Cell.Whole, name, unit, z => z.Real, (_, sigma) => sigma, isLogarithmic)]
            : [Panel(new(0, 0, 1, 0.62), name, unit, z => z.Real, (_, sigma) => sigma, isLogarithmic), Residual(curve, isAbscissaLogarithmic, notes)];
        return new(curve.Title, curve.IsComplex ? _width : _width * 2 / 3, curve.IsComplex ? _height : _realHeight, panels, Describe(curve)) { Notes = [.. notes.Distinct().Select(Minus.Typeset)] };
    }

    /// <summary>Where the response is greatest, and what the fit says.</summary>
    public static string Describe(SpectrumCurve curve)
    {
        var (name, unit) = curve.Response;
        int[] finite = [.. Enumerable.Range(0, curve.X.Length).Where(i => double.IsFinite(curve.X[i]) && Complex.IsFinite(curve.Measured[i]))];
        var size = $"{(curve.IsComplex ? "Complex spectrum" : "Spectrum")} of {name}, {curve.X.Length:N0} points";
        if (finite.Length == 0) return $"{size}: no finite point.";
        var top = finite.MaxBy(i => curve.IsComplex ? curve.Measured[i].Magnitude : curve.Measured[i].Real);
        var greatest = curve.IsComplex
            ? $"greatest magnitude {Quantity.Format(curve.Measured[top].Magnitude, unit)} at {At(top)}, phase there {curve.Measured[top].Phase:F3} rad"
            : $"greatest {Quantity.Format(curve.Measured[top].Real, unit)} at {At(top)}, least {Quantity.Format(finite.Min(i => curve.Measured[i].Real), unit)}";
        return $"{size} from {At(finite[0])} to {At(finite[^1])}: {greatest}.{(finite.Length < curve.X.Length ? $" {curve.X.Length - finite.Length} points are not finite." : "")}{string.Concat(curve.Notes.Select(note => " " + note))}";

        string At(int i) => Quantity.Format(curve.X[i], curve.Abscissa.Unit, 5);
    }

    private static Axis Abscissa(SpectrumCurve curve, bool isLogarithmic) => isLogarithmic
        ? Axis.OverLogarithm(curve.Abscissa.Quantity, curve.Abscissa.Unit, curve.X, 0.02)
        : Axis.Over(curve.Abscissa.Quantity, curve.Abscissa.Unit, curve.X, 0.02);

    private static Panel PartPanel(SpectrumCurve curve, Cell cell, string quantity, string unit, Func<Complex, double> part, Func<Complex, double, double> error, bool isLog, bool isAbscissaLog, List<string> notes)
    {
        var (y, fitted) = (Array.ConvertAll(curve.Measured, z => part(z)), Array.ConvertAll(curve.Fitted, z => part(z)));
        var isPhase = quantity == "Phase";
        double[] shown = [.. y.Where((v, i) => double.IsFinite(v) && !IsOut(curve, i)), .. curve.FitLabel == CurvePanels.Fitted ? fitted : []];
        if (!shown.Any(double.IsFinite)) shown = y;
        var vertical = isPhase ? Axis.Turn(quantity, unit) : isLog ? Axis.OverLogarithm(quantity, unit, shown) : Axis.Over(quantity, unit, shown);
        List<Layer> layers = [];
        if (curve.Errors is { } errors)
        {
            var about = curve.FittedAtX.Length > 0 ? curve.FittedAtX : curve.Measured;
            var band = BandLayer.Around("± standard error", curve.X, [.. about.Select(part)], [.. about.Zip(errors, error)], Palette.Grey);
            // On a logarithmic axis a band that reaches 0 ends at the axis.
            if (isLog) band = band with { Lower = [.. band.Lower.Select(v => Math.Max(v, vertical.Min))] };
            layers.Add(band.Thinned(isAbscissaLog));
        }
        layers.AddRange(isPhase ? Phases(curve, y, isAbscissaLog, notes) : Points(curve, y, "measured", Palette.Blue, isAbscissaLog, notes));
        layers.AddRange(Fit(curve, fitted, isPhase, curve.FitLabel, Palette.Vermillion, isAbscissaLog));
        if (!y.Any(double.IsFinite)) layers.Add(new MessageLayer("no finite point"));
        else if (isLog && !shown.Any(v => v > 0)) layers.Add(new MessageLayer("nothing above 0: no logarithm"));
        return new(cell, Abscissa(curve, isAbscissaLog), vertical, layers) { ReservedLeft = _reservedLeft, ReservedRight = _reservedRight };
    }

    private static Panel RealAndImaginary(SpectrumCurve curve, bool isAbscissaLog, List<string> notes)
    {
        double[] real = [.. curve.Measured.Select(z => z.Real)], imaginary = [.. curve.Measured.Select(z => z.Imaginary)];
        List<Layer> layers =
        [
            .. Points(curve, real, "real part", Palette.Series[2], isAbscissaLog, notes),
            .. Points(curve, imaginary, "imaginary part", Palette.Series[3], isAbscissaLog, notes),
            .. Fit(curve, [.. curve.Fitted.Select(z => z.Real)], false, curve.FitLabel, "#222222", isAbscissaLog),
            .. Fit(curve, [.. curve.Fitted.Select(z => z.Imaginary)], false, "", "#222222", isAbscissaLog),
        ];
        return new(new(0.5, 0.5, 0.5, 0.5), Abscissa(curve, isAbscissaLog), Axis.Over($"Re, Im {curve.Response.Quantity}", curve.Response.Unit, real.Concat(imaginary).Where((_, i) => !IsOut(curve, i % real.Length))), layers)
        { ReservedLeft = _reservedLeft, ReservedRight = _reservedRight };
    }

    private static Panel Residual(SpectrumCurve curve, bool isAbscissaLog, List<string> notes)
    {
        double[] residual = [.. curve.Measured.Zip(curve.FittedAtX, (m, f) => (m - f).Real).Select((r, i) => curve.Errors is { } errors ? r / errors[i] : r)];
        double[] kept = [.. residual.Where((_, i) => !IsOut(curve, i))];
        var abscissa = Abscissa(curve, isAbscissaLog);
        List<Layer> layers = [new LineLayer("", [abscissa.Min, abscissa.Max], [0, 0], Palette.Grey) { StrokeWidth = 1 }, .. Points(curve, residual, "", Palette.Blue, isAbscissaLog, notes)];
        return new(new(0, 0.62, 1, 0.38), abscissa, Axis.Over("Residual", curve.Errors is null ? curve.Response.Unit : "σ", kept), layers) { ReservedLeft = _reservedLeft, ReservedRight = _reservedRight };
    }

    /// <summary>Markers while they can be told apart, then a line.</summary>
    private static IEnumerable<Layer> Points(SpectrumCurve curve, double[] y, string label, string colour, bool isAbscissaLog, List<string> notes)
    {
        double[] kept = [.. y.Select((v, i) => IsOut(curve, i) ? double.NaN : v)];
        var (x, thinned, _) = ThinnedCurve.Of(curve.X, kept, notes, isLogarithmic: isAbscissaLog);
        yield return x.Length > _manyPoints ? new LineLayer(label, x, thinned, colour) { StrokeWidth = 1 } : new PointLayer(label, x, thinned, colour) { Radius = x.Length > 100 ? 1.8 : 2.4 };
        int[] left = [.. Enumerable.Range(0, y.Length).Where(i => IsOut(curve, i))];
        if (left.Length > 0) yield return new PointLayer(label.Length > 0 ? "left out" : "", [.. left.Select(i => curve.X[i])], [.. left.Select(i => y[i])], Palette.Grey, Marker.Cross);
    }

    /// <summary>A phase jumps by a turn: never a line, and no extremes of blocks, which would be ±π wherever it jumps.</summary>
    private static IEnumerable<Layer> Phases(SpectrumCurve curve, double[] phase, bool isAbscissaLog, List<string> notes)
    {
        var every = (phase.Length + _mostPhases - 1) / _mostPhases;
        int[] kept = every <= 1 || !isAbscissaLog ? [.. Enumerable.Range(0, phase.Length).Where(i => i % every == 0)] : [.. ThinnedCurve.Blocks(curve.X, _mostPhases, isLogarithmic: true).Select(block => block.Start)];
        if (every > 1) notes.Add(isAbscissaLog ? $"Phase: {kept.Length:N0} of {phase.Length:N0} points are drawn, evenly over the logarithmic axis." : $"Phase: every {every:N0}th of {phase.Length:N0} points is drawn.");
        int[] used = [.. kept.Where(i => !IsOut(curve, i))], left = [.. kept.Where(i => IsOut(curve, i))];
        yield return new PointLayer("measured", [.. used.Select(i => curve.X[i])], [.. used.Select(i => phase[i])], Palette.Blue) { Radius = used.Length > _manyPoints ? 0.9 : used.Length > 100 ? 1.8 : 2.4 };
        if (left.Length > 0) yield return new PointLayer("left out", [.. left.Select(i => curve.X[i])], [.. left.Select(i => phase[i])], Palette.Grey, Marker.Cross);
    }

    private static IEnumerable<Layer> Fit(SpectrumCurve curve, double[] fitted, bool isPhase, string label, string colour, bool isAbscissaLog)
    {
        if (fitted.Length == 0) yield break;
        var (x, y) = isPhase ? PhaseLine.BrokenAtTurns(curve.FitX, fitted) : (curve.FitX, fitted);
        var line = ThinnedCurve.Of(x, y, isLogarithmic: isAbscissaLog);
        yield return new LineLayer(label, line.X, line.Y, colour) { StrokeWidth = 1.6, IsDashed = curve.FitLabel != CurvePanels.Fitted };
    }

    private static bool IsOut(SpectrumCurve curve, int i) => i < curve.LeftOut.Length && curve.LeftOut[i];
}
