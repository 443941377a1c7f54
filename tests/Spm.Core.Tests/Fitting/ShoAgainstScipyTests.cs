using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Spm.Core.Tests.Fitting;

public class ShoAgainstScipyTests
{
    private const string Python = "/usr/bin/python3";

    private const string Script = """
        import sys, numpy as np
        from scipy.optimize import least_squares
        rows = np.loadtxt(sys.stdin, ndmin=2)
        f, rows = rows[0], rows[1:]
        for start, re, im in zip(rows[0::3], rows[1::3], rows[2::3]):
            y = re + 1j * im
            A, f0, Q, phi = start[:4]
            def r(p):
                h = p[0] * A * np.exp(1j * p[3]) * (p[1] * f0)**2 / (f**2 - 1j * f * p[1] * f0 / (p[2] * Q) - (p[1] * f0)**2) - y
                return np.concatenate([h.real, h.imag])
            s = least_squares(r, [1, 1, 1, phi], x_scale=[1, 1e-3, 1, 1], ftol=1e-15, xtol=1e-15, gtol=1e-15)
            e = np.sqrt(np.diag(np.linalg.inv(s.jac.T @ s.jac)) * 2 * s.cost / (2 * len(f) - 4))
            print(*('%.17g' % v for v in [s.x[0] * A, s.x[1] * f0, s.x[2] * Q, s.x[3], e[0] * A, e[1] * f0, e[2] * Q, e[3]]))
        """;

    [Fact]
    public void Parameters_and_standard_errors_are_those_of_scipy()
    {
        if (!File.Exists(Python) || Execute("import scipy", "").ExitCode != 0) Assert.Skip("Needs /usr/bin/python3 with scipy (Debian: python3-scipy).");
        var samples = ShoSamples.Make(12, seed: 31);
        var rows = ShoRows.Fit(samples.Spectra, new() { Tolerance = 1e-6 });
        var input = new StringBuilder();
        Line(ShoSamples.Frequencies);
        for (var i = 0; i < samples.Count; i++)
        {
            var y = samples.Spectra.AsSpan(i * ShoSamples.Bins, ShoSamples.Bins).ToArray();
            Line([.. samples.Truth[i], .. new double[ShoSamples.Bins - 4]]);
            Line([.. y.Select(v => v.Real)]);
            Line([.. y.Select(v => v.Imaginary)]);
        }
        var (exitCode, output) = Execute(Script, input.ToString());
        Assert.Equal(0, exitCode);
        var theirs = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        Assert.Equal(samples.Count, theirs.Length);
        for (var i = 0; i < samples.Count; i++)
            for (var p = 0; p < 4; p++)
            {
                var difference = rows.Values[4 * i + p] - theirs[i][p];
                // scipy differentiates by finite differences: 1e-3 of a standard error is its own reproducibility.
                Assert.Equal(0, (p == 3 ? Math.IEEERemainder(difference, 2 * Math.PI) : difference) / theirs[i][4 + p], 1e-3);
                Assert.Equal(1, rows.Errors[4 * i + p] / theirs[i][4 + p], 1e-3);
            }

        void Line(double[] numbers) => input.AppendLine(string.Join(' ', numbers.Select(v => v.ToString("R", CultureInfo.InvariantCulture))));
    }

    private static (int ExitCode, string Output) Execute(string script, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors.Wait();
        return (process.ExitCode, output);
    }
}
