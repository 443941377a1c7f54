using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

public static partial class Plot
{
    private const int _paritySide = 560;

    /// <summary>
    /// Predicted against measured, to scale, with the line on which they agree, a band of ± the root mean square error, and R², RMSE, MAE, bias and the number beyond 2σ (<see cref="Agreement"/>).
    /// </summary>
    /// <param name="measured">m.</param>
    /// <param name="predicted">p, one for each m.</param>
    /// <param name="unit">Unit of both.</param>
    /// <param name="quantity">What they are, such as <c>Coercive bias</c>.</param>
    /// <param name="errors">Standard error σ of each prediction, drawn as a bar; null for none.</param>
    /// <param name="title">Headline.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there is no pair.</exception>
    public static Figure Parity(double[] measured, double[] predicted, string unit = "", string quantity = "", double[]? errors = null, string title = "")
    {
        var agreement = Agreement.Of(measured, predicted, errors);
        int[] pairs = [.. Agreement.Finite(measured, predicted)];
        var axis = Axis.Over("", unit, pairs.SelectMany(i => new[] { measured[i], predicted[i] }));
        double[] ends = [axis.Min, axis.Max];
        List<Layer> layers = [];
        if (pairs.Length > 1) layers.Add(BandLayer.Around("± RMSE", ends, ends, [agreement.RootMeanSquare, agreement.RootMeanSquare], Palette.Grey));
        layers.Add(new LineLayer("predicted = measured", ends, ends, Palette.Grey) { StrokeWidth = 1.2 });
        var notes = new List<string>();
        var isBeyond = new Func<int, bool>(i => errors is not null && errors[i] > 0 && Math.Abs(predicted[i] - measured[i]) > Agreement.Outside * errors[i]);
        foreach (var (label, chosen, colour) in new[] { (errors is null ? "" : "within 2σ", pairs.Where(i => !isBeyond(i)), Palette.Blue), ("beyond 2σ", pairs.Where(isBeyond), Palette.Vermillion) })
        {
            var points = ThinnedPoints.Of(chosen);
            if (points.Total == 0) continue;
            layers.Add(new PointLayer(label, points.Of(measured), points.Of(predicted), colour) { Errors = errors is null ? null : points.Of(errors), Radius = points.Shown.Length > 500 ? 1.6 : 2.6 });
            if (points.Note("pairs") is { } note) notes.Add(note);
        }
        if (pairs.Length == 0) layers.Add(new MessageLayer("no pair of finite numbers"));
        else layers.Add(new TextLayer(axis.Min + 0.02 * (axis.Max - axis.Min), axis.Max - 0.027 * (axis.Max - axis.Min), string.Join('\n', agreement.Words(unit).Select(Minus.Typeset))));
        if (measured.Length > pairs.Length) notes.Add($"{measured.Length - pairs.Length:N0} of {measured.Length:N0} pairs are not finite and left out.");
        var name = quantity.Length > 0 ? char.ToLowerInvariant(quantity[0]) + quantity[1..] : "value";
        var panel = new Panel(Cell.Whole, axis with { Quantity = $"Measured {name}" }, axis with { Quantity = $"Predicted {name}" }, layers) { IsToScale = true };
        return new(title, _paritySide, _paritySide, [panel], $"Predicted against measured {name}: {string.Join(", ", agreement.Words(unit))}.") { Notes = notes };
    }
}
