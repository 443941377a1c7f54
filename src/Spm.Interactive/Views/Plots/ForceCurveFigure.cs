using Spm.Core.Data;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The picture of <see cref="Plot.ForceCurve(Dataset, double?)"/>.</summary>
internal static class ForceCurveFigure
{
    private const int _width = 660, _wide = 1040, _height = 480;
    private const string _mark = "#222222";

    public static Figure Of(ForceCurveData data)
    {
        var marks = ForceCurveMarks.Of(data.Approach, data.Retract);
        var (notes, k) = (new List<string>(), data.SpringConstantNPerM);
        // What one unit of the measured value is in what is drawn, and in deflection.
        var (factor, unit, quantity) = data.IsForce ? (1.0, "N", "Force") : k is { } stiffness ? (stiffness, "N", "Force") : (1, "m", "Deflection");
        var hasSeparation = k is not null;
        double Value(double measured) => factor * (measured - marks.BaselineM);
        double Separation(double z, double measured) => z + (measured - marks.BaselineM) / (data.IsForce ? k!.Value : 1) - (marks.ContactZM ?? 0);

        var left = Branches(data, (z, _) => z, Value, notes);
        left.AddRange(Marks(marks, (z, _) => z, factor, unit, isLabelled: !hasSeparation));
        List<Panel> panels = [PanelOf(new(0, 0, hasSeparation ? 0.5 : 1, 1), "z of the base", left, quantity, unit)];
        if (hasSeparation)
        {
            // The legend is in two parts, the ways in one panel and the marks in the other, so that both panels are equally high.
            List<Layer> right =
            [
                .. Branches(data, Separation, Value, notes).Select(layer => layer with { Label = "" }),
                .. Marks(marks, (z, deflection) => Separation(z, deflection + marks.BaselineM), factor, unit, isLabelled: true),
            ];
            panels.Add(PanelOf(new(0.5, 0, 0.5, 1), "Separation", right, quantity, unit));
            notes.Add($"Spring constant {Quantity.Compact(k!.Value, "N/m", 4)}. Separation: z + deflection, 0 at the contact point{(marks.ContactZM is null ? " (there is none: 0 of z)" : "")}.");
        }
        notes.Insert(0, $"Baseline: median over the outermost 30 % of the approach, noise σ {Quantity.Format(factor * marks.NoiseM, unit, 2)}.");
        return new(data.Title, hasSeparation ? _wide : _width, _height, panels, Describe(data, marks, factor, quantity, unit)) { Notes = [.. notes.Distinct().Select(Minus.Typeset)] };
    }

    private static List<Layer> Branches(ForceCurveData data, Func<double, double, double> x, Func<double, double> y, List<string> notes)
    {
        List<Layer> layers = [];
        foreach (var (branch, label, colour) in new[] { (data.Approach, "approach", Palette.Blue), (data.Retract, "retract", Palette.Vermillion) })
        {
            if (branch.Count == 0) continue;
            var line = ThinnedCurve.Of([.. branch.ZM.Zip(branch.DeflectionM, x)], [.. branch.DeflectionM.Select(y)], notes, "points of each way");
            layers.Add(new LineLayer(label, line.X, line.Y, colour) { StrokeWidth = 1.4 });
        }
        return layers;
    }

    private static IEnumerable<Layer> Marks(ForceCurveMarks marks, Func<double, double, double> x, double factor, string unit, bool isLabelled)
    {
        string Words(string words) => isLabelled ? Minus.Typeset(words) : "";
        if (marks.SnapIn is { } snap)
            yield return new PointLayer(Words($"snap-in {Quantity.Format(factor * snap.DeflectionM, unit, 3)}"), [x(snap.ZM, snap.DeflectionM)], [factor * snap.DeflectionM], _mark, Marker.Triangle) { Radius = 4 };
        if (marks.ContactZM is { } contact)
            yield return new PointLayer(Words($"contact at {Quantity.Format(contact, "m", 3)}"), [x(contact, 0)], [0], _mark, Marker.Ring) { Radius = 4.5 };
        if (marks.PullOff is { } off)
            yield return new PointLayer(Words($"adhesion {Quantity.Format(-factor * off.DeflectionM, unit, 3)}"), [x(off.ZM, off.DeflectionM)], [factor * off.DeflectionM], _mark, Marker.Star) { Radius = 3.4 };
    }

    private static Panel PanelOf(Cell cell, string abscissa, List<Layer> layers, string quantity, string unit)
    {
        var lines = layers.OfType<LineLayer>().ToArray();
        var x = Axis.Over(abscissa, "m", lines.SelectMany(line => line.X), 0.03);
        return new(cell, x, Axis.Over(quantity, unit, lines.SelectMany(line => line.Y), 0.06), [new LineLayer("", [x.Min, x.Max], [0, 0], Palette.Grey) { StrokeWidth = 1, IsDashed = true }, .. layers]);
    }

    private static string Describe(ForceCurveData data, ForceCurveMarks marks, double factor, string quantity, string unit)
    {
        string Size(double measured) => Quantity.Format(factor * measured, unit, 3);
        var greatest = data.Approach.DeflectionM.Where(double.IsFinite).Max() - marks.BaselineM;
        var words = new List<string>
        {
            marks.SnapIn is { } snap ? $"snap-in at z {Quantity.Format(snap.ZM, "m", 3)} to {Size(snap.DeflectionM)}" : "no snap-in",
            marks.ContactZM is { } contact ? $"contact point at z {Quantity.Format(contact, "m", 3)}" : "no contact",
            marks.PullOff is { } off ? $"adhesion {UncertainQuantity.Format(-factor * off.DeflectionM, factor * marks.NoiseM, unit)} at z {Quantity.Format(off.ZM, "m", 3)}" : data.Retract.Count == 0 ? "no way back" : "no adhesion",
        };
        return $"{quantity} against z, {data.Approach.Count:N0} points in and {data.Retract.Count:N0} back, greatest {Size(greatest)}: {string.Join(", ", words)}.";
    }
}
