using System.Numerics;
using System.Runtime.InteropServices;
using Spm.Core.Data;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting.Solvers;

/// <summary>The weighted residuals and the Jacobian of one fit of a result, from its data and its parameters.</summary>
internal sealed class FitDesign
{
    private readonly double[] _jacobian;

    private FitDesign(int[] columns, double[] jacobian, double sumOfSquares, int rows) => (Columns, _jacobian, SumOfSquares, Rows) = (columns, jacobian, sumOfSquares, rows);

    /// <summary>The parameter of each column.</summary>
    public int[] Columns { get; }

    /// <summary>Numbers kept.</summary>
    public int Rows { get; }

    /// <summary>Σ w r².</summary>
    public double SumOfSquares { get; }

    public bool HasKnownNoise { get; private init; }

    /// <summary>What a robust loss makes of the variance.</summary>
    public double VarianceFactor { get; private init; } = 1;

    /// <summary>(JᵀWJ)⁻¹ by QR, [column × column]; NaN for what is not determined.</summary>
    public void InvertNormal(Span<double> inverse)
    {
        var count = Columns.Length;
        var (matrix, scale, rhs, pivot) = (_jacobian.AsSpan().ToArray(), new double[count], new double[Rows], new int[count]);
        for (var j = 0; j < count; j++)
        {
            var column = matrix.AsSpan(j * Rows, Rows);
            scale[j] = CarefulStep.Reciprocal(Householder.Norm(column));
            foreach (ref var value in column) value *= scale[j];
        }
        Householder.Factor(matrix, Rows, count, rhs, pivot);
        Householder.Inverse(matrix, Rows, count, pivot, inverse);
        for (var i = 0; i < count; i++)
            for (var j = 0; j < count; j++) inverse[i * count + j] *= scale[i] * scale[j];
    }

    /// <exception cref="ArgumentException">It is not known how the model is differentiated.</exception>
    public static FitDesign Of(FitResult result, int fit)
    {
        var y = Data(result, fit, out var channels);
        return result.FitModel is { } model ? OfModel(result, fit, model, y) : result.Model switch
        {
            "sho" => OfKnown(result, fit, y, channels, ShoSlopes),
            "loop" => OfKnown(result, fit, y, channels, LoopSlopes),
            _ => throw new ArgumentException($"The derivatives of '{result.Model}' are not at hand; statistics are known of sho, loop and models fitted with ModelFitter.", nameof(result)),
        };
    }

    private static FitDesign OfModel(FitResult result, int fit, FitModel model, double[] y)
    {
        var p = result.ParametersOf(fit).ToArray();
        var problem = new ModelProblem(model, new ModelLayout(result.Source, model, result.FitDimension.Name).Abscissa, result.ModelOptions ?? new());
        int[] columns = [.. problem.Columns.Where(j => !problem.IsOnBound(p, j))];
        var (roots, factor) = (problem.RootWeights, 1.0);
        for (var i = 0; i < roots.Length; i++)
            if (Enumerable.Range(0, problem.Channels).Any(c => !double.IsFinite(y[i * problem.Channels + c]))) roots[i] = 0;
        if (problem.Options.Loss != FitLoss.Squares)
        {
            var (spectrum, robust, sigma) = (new ModelSpectrum(problem), new RobustWeights(problem), 0.0);
            var facts = spectrum.Look(y);
            factor = robust.Update(y, p, spectrum.RootWeights, facts, ref sigma);
            roots = [.. robust.RootWeights.ToArray().Select(r => r * facts.Scale)];
        }
        var (values, slopes) = (new double[y.Length], new double[y.Length * columns.Length]);
        model.CreateSlopes(columns).Evaluate(p, problem.X, values, slopes);
        return From(columns, y, values, slopes, roots, problem.Channels, problem.HasKnownNoise, factor);
    }

    private static FitDesign OfKnown(FitResult result, int fit, double[] y, int channels, Func<FitResult, double[], double[]> slopesOf)
    {
        var p = result.ParametersOf(fit).ToArray();
        int[] columns = [.. Enumerable.Range(0, p.Length).Where(j => FitMaps.IsDetermined(result, fit, j))];
        var (values, roots, points) = (new double[y.Length], new double[y.Length / channels], y.Length / channels);
        result.Evaluate(p, result.FitDimension.Values, values);
        for (var i = 0; i < points; i++)
        {
            var isKept = result.Excluded?[(long)fit * points + i] != true;
            for (var c = 0; c < channels; c++) isKept &= double.IsFinite(y[i * channels + c]);
            roots[i] = isKept ? 1 : 0;
        }
        var all = slopesOf(result, p);
        var slopes = new double[y.Length * columns.Length];
        for (var i = 0; i < y.Length; i++)
            for (var j = 0; j < columns.Length; j++) slopes[i * columns.Length + j] = all[i * p.Length + columns[j]];
        return From(columns, y, values, slopes, roots, channels, false, 1);
    }

    private static FitDesign From(int[] columns, double[] y, double[] values, double[] slopes, double[] roots, int channels, bool hasKnownNoise, double factor)
    {
        int[] kept = [.. Enumerable.Range(0, y.Length).Where(i => roots[i / channels] > 0)];
        var (jacobian, sum) = (new double[kept.Length * columns.Length], 0.0);
        for (var row = 0; row < kept.Length; row++)
        {
            var i = kept[row];
            var (root, r) = (roots[i / channels], roots[i / channels] * (y[i] - values[i]));
            sum += r * r;
            for (var j = 0; j < columns.Length; j++) jacobian[j * kept.Length + row] = root * slopes[i * columns.Length + j];
        }
        return new(columns, jacobian, sum, kept.Length) { HasKnownNoise = hasKnownNoise, VarianceFactor = factor };
    }

    /// <summary>[point × part × parameter] of the SHO: ∂H/∂A = H/A, ∂H/∂f0, ∂H/∂Q, ∂H/∂φ = iH.</summary>
    private static double[] ShoSlopes(FitResult result, double[] p)
    {
        var frequencies = result.FitDimension.Values;
        var hzPerUnit = Math.Pow(10, UnitSymbol.Parse(result.FitDimension.Unit).Exponent);
        var (slopes, f0, q) = (new double[frequencies.Length * 8], p[1], p[2]);
        for (var i = 0; i < frequencies.Length; i++)
        {
            var f = frequencies[i] * hzPerUnit;
            var h = ShoModel.Response(f, p[0], f0, q, p[3]);
            var denominator = new Complex(f * f - f0 * f0, -f * f0 / q);
            Complex[] columns =
            [
                ShoModel.Response(f, 1, f0, q, p[3]),
                h * (2 / f0 + new Complex(2 * f0, f / q) / denominator),
                -h * new Complex(0, f * f0 / (q * q)) / denominator,
                Complex.ImaginaryOne * h,
            ];
            for (var j = 0; j < 4; j++) (slopes[i * 8 + j], slopes[i * 8 + 4 + j]) = (columns[j].Real, columns[j].Imaginary);
        }
        return slopes;
    }

    private static double[] LoopSlopes(FitResult result, double[] p)
    {
        var biases = result.FitDimension.Values;
        var slopes = new double[biases.Length * LoopModel.ParameterCount];
        for (var i = 0; i < biases.Length; i++)
            LoopModel.Gradient(p, biases[i], LoopDirection.IsFalling(biases, i), slopes.AsSpan(i * LoopModel.ParameterCount, LoopModel.ParameterCount));
        return slopes;
    }

    /// <summary>[point] of one fit, complex [point × 2].</summary>
    private static double[] Data(FitResult result, int fit, out int channels)
    {
        var source = result.Source;
        var at = source.Dimensions.Index().First(d => d.Item.Kind == DimensionKind.Spectroscopic && (ReferenceEquals(d.Item, result.FitDimension) || d.Item.Name == result.FitDimension.Name)).Index;
        var inner = source.Dimensions.Skip(at + 1).Aggregate(1, (product, d) => product * d.Length);
        var points = source.Dimensions[at].Length;
        var perPixel = source.PointsPerPixel / points;
        channels = source.IsComplex ? 2 : 1;
        var pixel = new double[source.PointsPerPixel * channels];
        if (source.IsComplex) source.ReadPixels(fit / perPixel, MemoryMarshal.Cast<double, Complex>(pixel.AsSpan()));
        else source.ReadPixels(fit / perPixel, pixel);
        var first = fit % perPixel / inner * inner * points + fit % inner;
        var y = new double[points * channels];
        for (var k = 0; k < points; k++)
            for (var c = 0; c < channels; c++) y[k * channels + c] = pixel[(first + k * inner) * channels + c];
        return y;
    }
}
