using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>Σ c_k xᵏ by Horner's rule: the degree is the number of parameters less one.</summary>
internal readonly struct PolynomialFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T>
    {
        var sum = p[^1];
        for (var k = p.Length - 2; k >= 0; k--) sum = sum * x + p[k];
        return sum;
    }
}

/// <summary>a (V − V0)² + c; p = a, V0, c.</summary>
internal readonly struct ParabolaFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * T.Square(x - p[1]) + p[2];
}

/// <summary>Constant, line, polynomials and the parabola of Kelvin probe microscopy.</summary>
internal static class PolynomialModels
{
    /// <summary>Highest degree.</summary>
    public const int MaximumDegree = 8;

    /// <summary>c.</summary>
    public static FitModel Constant { get; } = Of(0, "constant", "Constant", "f(x) = c_0", "The mean, with its standard error.");

    /// <summary>c0 + c1 x.</summary>
    public static FitModel Line { get; } = Of(1, "line", "Straight line", "f(x) = c_0 + c_1 x", "A straight line: c0 is its value at x = 0.");

    /// <summary>Σ c_k xᵏ.</summary>
    public static FitModel Polynomial(int degree) => Of(degree, $"polynomial:{degree}", $"Polynomial of degree {degree}", $@"f(x) = \sum_{{k=0}}^{{{degree}}} c_k x^k",
        "Coefficients about x = 0. Far from x = 0 (a range much narrower than its distance from 0) they are strongly correlated: shift the abscissa first.");

    /// <summary>a (V − V_cpd)² + c.</summary>
    public static FitModel Parabola { get; } = new RealModel<ParabolaFunction>("parabola",
    [
        ParameterOf.Coefficient("Curvature", "a", -2, "For the electrostatic force ½ ∂C/∂z; negative when the parabola opens downwards."),
        ParameterOf.Position("Contact potential difference", "Vcpd", "Bias at the vertex, where the electrostatic force is nulled."),
        ParameterOf.Offset("Value at the vertex."),
    ])
    {
        Title = "Parabola (Kelvin probe)",
        Formula = @"f(V) = a\,(V - V_\mathrm{cpd})^2 + c",
        Description = "Force, force gradient or frequency shift against bias in Kelvin probe force microscopy. The vertex lies at the contact potential difference as long as the capacitance gradient does not depend on bias.",
        Source = "Nonnenmacher, O'Boyle, Wickramasinghe, Applied Physics Letters 58, 2921 (1991).",
        AbscissaUnits = ["V"],
        Guess = GuessParabola,
    };

    private static RealModel<PolynomialFunction> Of(int degree, string name, string title, string formula, string description) =>
        new RealModel<PolynomialFunction>(name, [.. Enumerable.Range(0, degree + 1).Select(k =>
            ParameterOf.Coefficient(k switch { 0 => "Constant", 1 => "Slope", _ => $"Coefficient {k}" }, $"c{k}", -k, $"Coefficient of x to the power {k}."))])
        {
            Title = title,
            Formula = formula,
            Description = description,
            Source = "Press, Teukolsky, Vetterling, Flannery, Numerical Recipes, 3rd edition (2007), section 15.4.",
            Guess = (x, y, starts) => GuessPolynomial(degree, x, y, starts),
        };

    private static int GuessParabola(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts)
    {
        Span<double> c = stackalloc double[3];
        if (GuessPolynomial(2, x, y, c) == 0 || c[2] == 0) return 0;
        var vertex = -0.5 * c[1] / c[2];
        (starts[0], starts[1], starts[2]) = (c[2], vertex, c[0] - c[2] * vertex * vertex);
        return double.IsFinite(starts[2]) ? 1 : 0;
    }

    /// <summary>The least-squares polynomial of the data without their spikes, in u = (x − centre)/half width, expanded about 0.</summary>
    private static int GuessPolynomial(int degree, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts)
    {
        starts[..(degree + 1)].Clear();
        if (degree == 0 || GuessPoints.Of(x, y) is not { } points)
        {
            foreach (var v in y) starts[0] += v / y.Length;
            return double.IsFinite(starts[0]) ? 1 : 0;
        }
        var (n, half) = (points.Count, 0.5 * points.Width);
        var centre = points.X[0] + half;
        var rows = points.Rows(degree + 1);
        for (var k = 0; k < n; k++)
        {
            // Legendre's polynomials are nearly orthogonal on points that lie evenly.
            var u = (points.X[k] - centre) / half;
            (rows[k], rows[n + k]) = (1, u);
            for (var j = 2; j <= degree; j++) rows[j * n + k] = ((2 * j - 1) * u * rows[(j - 1) * n + k] - (j - 1) * rows[(j - 2) * n + k]) / j;
        }
        Span<double> legendre = stackalloc double[degree + 1];
        if (!double.IsFinite(SmallLeastSquares.Solve(rows, points.Y, legendre, 1e-12))) return 0;
        Expand(legendre, centre, half, starts[..(degree + 1)]);
        return 1;
    }

    /// <summary>Σ l_j P_j((x − centre)/half) as Σ c_k xᵏ: Clenshaw's recurrence carried out on polynomials in x.</summary>
    private static void Expand(ReadOnlySpan<double> legendre, double centre, double half, Span<double> c)
    {
        var size = c.Length;
        Span<double> next = stackalloc double[size];
        Span<double> afterNext = stackalloc double[size];
        Span<double> current = stackalloc double[size];
        next.Clear();
        afterNext.Clear();
        for (var j = size - 1; j >= 0; j--)
        {
            // b_j = l_j + (2j+1)/(j+1) u b_{j+1} − (j+1)/(j+2) b_{j+2}
            var (a, b) = ((2.0 * j + 1) / (j + 1) / half, (j + 1.0) / (j + 2));
            for (var k = 0; k < size; k++)
                current[k] = a * ((k > 0 ? next[k - 1] : 0) - centre * next[k]) - b * afterNext[k];
            current[0] += legendre[j];
            next.CopyTo(afterNext);
            current.CopyTo(next);
        }
        next.CopyTo(c);
    }
}
