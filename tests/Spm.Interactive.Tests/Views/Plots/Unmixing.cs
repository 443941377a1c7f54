using MathNet.Numerics.LinearAlgebra;

namespace Spm.Interactive.Tests.Views.Plots;

/// <summary>Unmixing for the gallery and the tests, by the textbook: the product has none of its own yet.</summary>
internal static class Unmixing
{
    /// <summary>Principal components of centred rows: scores u·s [pixel, component], loadings v [component][point], fractions s²/Σs² of all.</summary>
    public static (double[,] Scores, double[][] Loadings, double[] Explained) Pca(double[,] rows, int components)
    {
        var data = Matrix<double>.Build.DenseOfArray(rows);
        var mean = data.ColumnSums() / data.RowCount;
        var svd = Matrix<double>.Build.Dense(data.RowCount, data.ColumnCount, (i, j) => data[i, j] - mean[j]).Svd();
        var total = svd.S.DotProduct(svd.S);
        return (Matrix<double>.Build.Dense(data.RowCount, components, (i, k) => svd.U[i, k] * svd.S[k]).ToArray(),
            [.. Enumerable.Range(0, components).Select(k => svd.VT.Row(k).ToArray())], [.. svd.S.Select(s => s * s / total)]);
    }

    /// <summary>Non-negative factors by multiplicative updates (Lee and Seung 2001) from a fixed start.</summary>
    public static (double[,] Abundances, double[][] Endmembers) Nmf(double[,] rows, int components, int iterations = 400)
    {
        var data = Matrix<double>.Build.DenseOfArray(rows);
        var random = new Random(2);
        var w = Matrix<double>.Build.Dense(data.RowCount, components, (_, _) => 0.1 + random.NextDouble());
        var h = Matrix<double>.Build.Dense(components, data.ColumnCount, (_, _) => (0.1 + random.NextDouble()) * data.RowSums().Sum() / data.RowCount / data.ColumnCount);
        for (var i = 0; i < iterations; i++)
        {
            h = h.PointwiseMultiply((w.Transpose() * data).PointwiseDivide(w.Transpose() * w * h + 1e-30));
            w = w.PointwiseMultiply((data * h.Transpose()).PointwiseDivide(w * h * h.Transpose() + 1e-30));
        }
        return (w.ToArray(), [.. h.EnumerateRows().Select(row => row.ToArray())]);
    }

    /// <summary>Labels of k-means by Lloyd's iteration from the points farthest apart.</summary>
    public static int[] KMeans(double[,] points, int clusters)
    {
        var (count, width) = (points.GetLength(0), points.GetLength(1));
        double Distance(int i, double[] c) => Enumerable.Range(0, width).Sum(k => (points[i, k] - c[k]) * (points[i, k] - c[k]));
        double[] Point(int i) => [.. Enumerable.Range(0, width).Select(k => points[i, k])];
        var centres = new List<double[]> { Point(0) };
        while (centres.Count < clusters) centres.Add(Point(Enumerable.Range(0, count).MaxBy(i => centres.Min(c => Distance(i, c)))));
        var labels = new int[count];
        for (var round = 0; round < 50; round++)
        {
            labels = [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, clusters).MinBy(c => Distance(i, centres[c])))];
            for (var c = 0; c < clusters; c++)
                if (Enumerable.Range(0, count).Where(i => labels[i] == c).ToArray() is { Length: > 0 } own)
                    centres[c] = [.. Enumerable.Range(0, width).Select(k => own.Average(i => points[i, k]))];
        }
        return labels;
    }
}
