namespace Spm.Benchmarks;

/// <summary>A tight loop as a person writes it into a cell.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Declarations">What stands before it: arrays, functions.</param>
/// <param name="Body">The loop; it leaves its result in a variable of its own.</param>
/// <param name="Result">That variable.</param>
internal sealed record InterruptLoop(string Name, string Declarations, string Body, string Result)
{
    /// <summary>The loop in a function, which the cell's value calls.</summary>
    public string InFunction => $"{Declarations}\ndouble Run()\n{{\n{Body}\nreturn {Result};\n}}\nnew Func<double>(Run)";

    /// <summary>The loop in a lambda.</summary>
    public string InLambda => $"{Declarations}\nFunc<double> run = () =>\n{{\n{Body}\nreturn {Result};\n}};\nrun";

    /// <summary>The loop at the top level of a cell, over the variables of a cell before.</summary>
    public string AtTopLevel => $"{Body}\n(double){Result}";

    /// <summary>Some milliseconds each.</summary>
    public static IReadOnlyList<InterruptLoop> All { get; } =
    [
        new("sum of doubles", Vector, """
            var v = vector;
            var sum = 0.0;
            for (var n = 0; n < 300; n++)
                for (var i = 0; i < v.Length; i++)
                    sum += v[i];
            """, "sum"),
        new("sum by foreach", Vector, """
            var v = vector;
            var sum = 0.0;
            for (var n = 0; n < 300; n++)
                foreach (var x in v)
                    sum += x;
            """, "sum"),
        new("dot product", Vector, """
            var (a, b) = (vector, other);
            var dot = 0.0;
            for (var n = 0; n < 300; n++)
            {
                for (var i = 0; i < a.Length; i++)
                {
                    dot += a[i] * b[i];
                }
            }
            """, "dot"),
        new("polynomial, Horner", Vector, """
            var (x, y) = (vector, target);
            double[] c = [1, -0.5, 0.25, -0.125, 0.0625];
            for (var n = 0; n < 30; n++)
                for (var i = 0; i < x.Length; i++)
                {
                    var p = 0.0;
                    for (var k = c.Length - 1; k >= 0; k--) p = p * x[i] + c[k];
                    y[i] = p;
                }
            """, "y[7]"),
        new("stencil, five points", """
            var grid = new double[256, 256];
            var next = new double[256, 256];
            grid[128, 128] = 1;
            """, """
            var (u, w) = (grid, next);
            for (var n = 0; n < 20; n++)
            {
                for (var i = 1; i < 255; i++)
                {
                    for (var j = 1; j < 255; j++)
                    {
                        w[i, j] = 0.25 * (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1]);
                    }
                }
                (u, w) = (w, u);
            }
            """, "u[128, 128]"),
        new("stencil, rows", "var field = Enumerable.Range(0, 256).Select(_ => new double[256]).ToArray();\nvar after = Enumerable.Range(0, 256).Select(_ => new double[256]).ToArray();\nfield[128][128] = 1;", """
            var (u, w) = (field, after);
            for (var n = 0; n < 20; n++)
            {
                for (var i = 1; i < u.Length - 1; i++)
                {
                    var (above, row, below, to) = (u[i - 1], u[i], u[i + 1], w[i]);
                    for (var j = 1; j < row.Length - 1; j++)
                    {
                        to[j] = 0.25 * (above[j] + below[j] + row[j - 1] + row[j + 1]);
                    }
                }
                (u, w) = (w, u);
            }
            """, "u[128][128]"),
        new("prime sieve", "", """
            var composite = new bool[1_000_000];
            var primes = 0;
            for (var p = 2; p < composite.Length; p++)
            {
                if (composite[p]) continue;
                primes++;
                for (var m = 2 * p; m < composite.Length; m += p) composite[m] = true;
            }
            """, "primes"),
        new("function called in a loop", "double Wave(double x) => x * (1 - x) + 0.25;", """
            var total = 0.0;
            for (var i = 0; i < 3_000_000; i++) total += Wave(i * 1e-6);
            """, "total"),
        new("function with a branch, called", "double Kink(double x, double at)\n{\n    if (x < at) return x * x;\n    var d = x - at;\n    return at * at + d;\n}", """
            var total = 0.0;
            for (var i = 0; i < 1_000_000; i++) total += Kink(i * 1e-6, 0.5);
            """, "total"),
        new("Mandelbrot", "", """
            var inside = 0;
            for (var row = 0; row < 60; row++)
            {
                for (var column = 0; column < 60; column++)
                {
                    double x = 0, y = 0, cx = -2 + column / 20.0, cy = -1.5 + row / 20.0;
                    var n = 0;
                    while (x * x + y * y < 4 && n < 1000)
                    {
                        (x, y) = (x * x - y * y + cx, 2 * x * y + cy);
                        n++;
                    }
                    if (n == 1000) inside++;
                }
            }
            """, "inside"),
        new("histogram", Vector, """
            var v = vector;
            var bins = new int[64];
            for (var n = 0; n < 50; n++)
                for (var i = 0; i < v.Length; i++)
                {
                    var bin = (int)(v[i] * 32);
                    if (bin >= 0 && bin < bins.Length) bins[bin]++;
                }
            """, "bins[3]"),
        new("matrix product", "var left = new double[96, 96];\nvar right = new double[96, 96];\nfor (var i = 0; i < 96; i++) for (var j = 0; j < 96; j++) (left[i, j], right[i, j]) = (i + j, i - j);", """
            var product = new double[96, 96];
            for (var i = 0; i < 96; i++)
                for (var j = 0; j < 96; j++)
                {
                    var sum = 0.0;
                    for (var k = 0; k < 96; k++)
                    {
                        sum += left[i, k] * right[k, j];
                    }
                    product[i, j] = sum;
                }
            """, "product[3, 5]"),
        new("moving mean", Vector, """
            var (v, m) = (vector, target);
            for (var n = 0; n < 100; n++)
            {
                var window = 0.0;
                for (var i = 0; i < v.Length; i++)
                {
                    window += v[i];
                    if (i >= 32) window -= v[i - 32];
                    m[i] = window / 32;
                }
            }
            """, "m[100]"),
    ];

    private const string Vector = "var vector = Enumerable.Range(0, 10_000).Select(i => Math.Sin(i) + 1).ToArray();\nvar other = vector.Select(x => x * x).ToArray();\nvar target = new double[vector.Length];";
}
