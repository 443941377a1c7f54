using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

public static partial class Plot
{
    private const int _clustersWidth = 980, _clustersHeight = 420;
    private const string _unassigned = "in no cluster";

    /// <summary>
    /// Which cluster each pixel belongs to, and beside it the mean spectrum of each cluster with a band of ± one standard deviation, in the same colours; the legend says how many pixels each has.
    /// </summary>
    /// <param name="labels">Numbers of the clusters from 0; a pixel that is NaN or below 0 belongs to none (noise of a density clustering).</param>
    /// <param name="x">Abscissa of the spectra.</param>
    /// <param name="means">[cluster][point].</param>
    /// <param name="deviations">Standard deviation over the pixels of a cluster, [cluster][point]; null for no bands.</param>
    /// <param name="xQuantity">What is on the abscissa, such as <c>Bias</c>.</param>
    /// <param name="xUnit">Its unit.</param>
    /// <param name="quantity">What the spectra are.</param>
    /// <param name="unit">Their unit.</param>
    /// <param name="names">Of the clusters; null for numbers from 1.</param>
    /// <param name="title">Headline.</param>
    /// <exception cref="ArgumentException">A label is not a whole number or has no spectrum, or lengths disagree.</exception>
    public static Figure Clusters(ScalarMap labels, double[] x, double[][] means, double[][]? deviations = null, string xQuantity = "", string xUnit = "", string quantity = "Response", string unit = "", IReadOnlyList<string>? names = null, string title = "")
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(means);
        SameLength.Require("A mean spectrum, and where there are any a deviation and a name, belongs to each cluster", ("means", means.Length), ("deviations", deviations?.Length), ("names", names?.Count));
        foreach (var spectrum in means.Concat(deviations ?? [])) SameLength.Require("A spectrum has one value for each x", ("x", x.Length), ("spectrum", spectrum.Length));
        var (assigned, counts) = Assigned(labels, means.Length);
        string[] words = [.. means.Select((_, c) => names?[c] ?? $"{c + 1}")];
        var notes = new List<string>();
        var drawn = EveryNth(assigned, notes);
        var map = MapColours.With(MapPanel.Of(drawn, new(0, 0, 0.46, 1)), Axis.Of("Cluster", words)) with { Title = labels.Name };
        List<Layer> layers = [];
        for (var c = 0; c < means.Length && deviations is not null; c++) layers.Add(BandLayer.Around("", x, means[c], deviations[c], Palette.Category(c)));
        for (var c = 0; c < means.Length; c++) layers.Add(new LineLayer($"{words[c]}: {counts[c]:N0} pixels", x, means[c], Palette.Category(c)));
        if (means.Length > Palette.Series.Count) notes.Add($"Clusters from {words[Palette.Series.Count]} on are grey: more than {Palette.Series.Count} colours cannot be told apart.");
        var spectra = new Panel(new(0.46, 0, 0.54, 1), Axis.Over(xQuantity, xUnit, x, 0.02), Axis.Over(quantity, unit, layers.SelectMany(Heights)), layers) { Title = deviations is null ? "mean spectra" : "mean spectra ± standard deviation" };
        var total = labels.Values.Length;
        return new(title, _clustersWidth, _clustersHeight, [map, spectra],
            $"{means.Length} clusters of {total:N0} pixels: {string.Join(", ", words.Select((word, c) => $"{word} has {counts[c]:N0} ({100.0 * counts[c] / total:F1} %)"))}; {total - counts.Sum():N0} pixels {_unassigned}.")
        { Notes = [.. notes, .. MapPanel.Notes(drawn, map.Raster!)] };
    }

    private static IEnumerable<double> Heights(Layer layer) => layer switch
    {
        LineLayer line => line.Y,
        BandLayer band => band.Lower.Concat(band.Upper),
        PointLayer points => points.Errors is { } errors ? points.Y.Concat(points.Y.Zip(errors, (y, e) => y - e)).Concat(points.Y.Zip(errors, (y, e) => y + e)) : points.Y,
        _ => [],
    };

    /// <summary>The labels with a reason where a pixel belongs to no cluster, and the number of pixels of each cluster.</summary>
    private static (ScalarMap Labels, int[] Counts) Assigned(ScalarMap labels, int clusters)
    {
        var counts = new int[clusters];
        var (values, reasons) = ((double[,])labels.Values.Clone(), (string?[,])labels.BadReasons.Clone());
        for (var row = 0; row < values.GetLength(0); row++)
            for (var column = 0; column < values.GetLength(1); column++)
            {
                var label = values[row, column];
                if (reasons[row, column] is not null) continue;
                if (!double.IsFinite(label) || label < 0) (values[row, column], reasons[row, column]) = (double.NaN, _unassigned);
                else if (label != Math.Floor(label) || label >= clusters)
                    throw new ArgumentException($"A label is a whole number from 0 to {clusters - 1}, one for each of the {clusters} mean spectra, or below 0 for none; the pixel in row {row}, column {column} has {label}.", nameof(labels));
                else counts[(int)label]++;
            }
        return (labels with { Values = values, BadReasons = reasons, StandardErrors = null }, counts);
    }

    /// <summary>A map of labels with no more pixels a side than a picture has: labels cannot be averaged, so every nth is taken.</summary>
    private static ScalarMap EveryNth(ScalarMap map, List<string> notes)
    {
        var (rows, columns) = (map.Values.GetLength(0), map.Values.GetLength(1));
        var step = (Math.Max(rows, columns) + MapRaster.DefaultMaxSide - 1) / MapRaster.DefaultMaxSide;
        if (step <= 1) return map;
        var (fewerRows, fewerColumns) = ((rows + step - 1) / step, (columns + step - 1) / step);
        var (values, reasons) = (new double[fewerRows, fewerColumns], new string?[fewerRows, fewerColumns]);
        for (var row = 0; row < fewerRows; row++)
            for (var column = 0; column < fewerColumns; column++)
                (values[row, column], reasons[row, column]) = (map.Values[row * step, column * step], map.BadReasons[row * step, column * step]);
        notes.Add($"1 in {step} of {columns} × {rows} pixels is drawn along either axis; all are counted.");
        return map with { Values = values, BadReasons = reasons, Horizontal = Fewer(map.Horizontal), Vertical = Fewer(map.Vertical) };

        Dimension Fewer(Dimension axis) => axis with { Values = [.. axis.Values.Where((_, i) => i % step == 0)] };
    }
}
