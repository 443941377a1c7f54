using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <content>Families of loops.</content>
public static partial class Plot
{
    private const int _familyWidth = 660, _familyHeight = 460;

    /// <summary>Loops of many cycles, fields or pixels in one panel, coloured by the number or value in which they differ, with their mean.</summary>
    /// <param name="data">Real data with a bias dimension.</param>
    /// <param name="by">Name of the dimension that colours, or <c>Pixel</c>; null for the last spectroscopic one besides the bias, else the pixels. Over all further dimensions the mean is taken.</param>
    /// <param name="along">Name of the bias dimension; null for the last one in V.</param>
    /// <exception cref="ArgumentException">The data are complex, or a dimension is unknown or missing.</exception>
    public static Figure LoopFamily(Dataset data, string? by = null, string? along = null) => LoopFamily(new LoopFamilyReader(data, along, by), data);

    private static Figure LoopFamily(LoopFamilyReader reader, Dataset data)
    {
        var notes = new List<string>();
        return LoopFamily(reader.Read(notes), data.Name, (reader.Bias.Quantity, reader.Bias.Unit), (data.Quantity, data.Unit), notes);
    }

    /// <summary>The loops that were fitted, as <see cref="LoopFamily(Dataset, string?, string?)"/> draws them, without the points that the fit left out.</summary>
    /// <param name="result">A fit along a bias.</param>
    /// <param name="by">Name of the dimension that colours, or <c>Pixel</c>.</param>
    /// <exception cref="ArgumentException">The data are complex, or the dimension is unknown.</exception>
    public static Figure LoopFamily(FitResult result, string? by = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return LoopFamily(new LoopFamilyReader(result.Source, result.FitDimension.Name, by, result.Excluded), result.Source);
    }

    /// <summary>Loops from arrays, coloured by a parameter such as the temperature.</summary>
    /// <param name="biasV">[point], in V, the same for all loops.</param>
    /// <param name="responses">[loop][point].</param>
    /// <param name="values">[loop]: value of the parameter.</param>
    /// <param name="parameter">What it is.</param>
    /// <param name="parameterUnit">Its unit.</param>
    /// <param name="quantity">What was measured.</param>
    /// <param name="unit">Its unit.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is no loop.</exception>
    public static Figure LoopFamily(double[] biasV, double[][] responses, double[] values, string parameter, string parameterUnit, string quantity = "Response", string unit = "")
    {
        ArgumentNullException.ThrowIfNull(biasV);
        ArgumentNullException.ThrowIfNull(responses);
        ArgumentNullException.ThrowIfNull(values);
        SameLength.Require("Each loop has one value of the parameter", ("loops", responses.Length), ("values", values.Length));
        foreach (var (i, loop) in responses.Index()) SameLength.Require("Each loop has one response for each bias", ("biases", biasV.Length), ($"responses of loop {i}", loop.Length));
        return LoopFamily(new([.. Enumerable.Repeat(biasV, responses.Length)], responses, values, (parameter, parameterUnit)), "", ("Bias", "V"), (quantity, unit), []);
    }

    private static Figure LoopFamily(CurveFamily all, string title, (string Quantity, string Unit) bias, (string Quantity, string Unit) response, List<string> notes)
    {
        var mean = CurveFamily.Mean(all.Y);
        var family = all.Thinned(notes);
        var finite = all.Y.SelectMany(y => y).Where(double.IsFinite).ToArray();
        double[] known = [.. mean.Where(double.IsFinite).DefaultIfEmpty(double.NaN)];
        var description = $"{all.Y.Length:N0} loops of {response.Quantity} against {bias.Quantity.ToLowerInvariant()}, {all.ParameterWords}: "
            + (finite.Length == 0 ? "no finite point." : $"from {Quantity.Format(finite.Min(), response.Unit)} to {Quantity.Format(finite.Max(), response.Unit)}; the mean loop from {Quantity.Format(known.Min(), response.Unit)} to {Quantity.Format(known.Max(), response.Unit)}.");
        var meanLine = ThinnedCurve.Of(all.X[0], mean, []);
        IEnumerable<Layer> over = all.Y.Length > 1 ? [new LineLayer($"mean of {all.Y.Length:N0} loops", meanLine.X, meanLine.Y, "#000000") { StrokeWidth = 1.8, IsDashed = true }] : [];
        var panel = family.PanelOf(Cell.Whole, Axis.Over(bias.Quantity, bias.Unit, all.X[0], 0.03), CurveRange.Of(response.Quantity, response.Unit, finite, notes), notes, over);
        return new(title, _familyWidth, _familyHeight, [panel], description) { Notes = [.. notes.Distinct().Select(Minus.Typeset)] };
    }
}
