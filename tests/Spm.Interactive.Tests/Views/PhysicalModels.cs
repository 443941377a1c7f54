using System.Numerics;
using MathNet.Numerics.Distributions;
using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views;

/// <summary>Data from formulae and from the twin, for the physical views.</summary>
internal static class PhysicalModels
{
    /// <summary>Terraces of 0.4 nm with islands on a tilted sample; noise of 30 pm; lines may jump.</summary>
    public static ScalarMap Terraces(int rows, int columns, double lineJumpsM = 0)
    {
        var random = new Random(7);
        var values = new double[rows, columns];
        var (width, height) = (2e-6 * columns / 256, 2e-6 * rows / 256);
        for (var row = 0; row < rows; row++)
        {
            var jump = lineJumpsM * (random.NextDouble() - 0.5);
            for (var column = 0; column < columns; column++)
            {
                var (x, y) = ((double)column / columns, (double)row / rows);
                var step = Math.Floor(5 * (x + 0.35 * y + 0.03 * Math.Sin(9 * y)));
                var island = Math.Exp(-200 * (Math.Pow(x - 0.35, 2) + Math.Pow(y - 0.6, 2))) + 0.7 * Math.Exp(-350 * (Math.Pow(x - 0.75, 2) + Math.Pow(y - 0.25, 2)));
                values[row, column] = 0.4e-9 * step + 3e-9 * island - 6e-9 * x + 2e-9 * y + jump + 30e-12 * Gaussian(random);
            }
        }
        return new("Height", "m", new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, width, columns)), new("Y", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, height, rows)), values, new string?[rows, columns]);
    }

    /// <summary>The map with a spot without values.</summary>
    public static ScalarMap WithHoles(ScalarMap map)
    {
        var (rows, columns) = (map.Values.GetLength(0), map.Values.GetLength(1));
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                if (Math.Pow(row - 0.7 * rows, 2) + Math.Pow(column - 0.7 * columns, 2) < Math.Pow(0.08 * rows, 2)) (map.Values[row, column], map.BadReasons[row, column]) = (double.NaN, "tip crash");
        return map;
    }

    /// <summary>One simple harmonic oscillator, science.md section 1.</summary>
    public static Complex Oscillator(double f, double a, double f0, double q, double phaseRad = 0) =>
        Complex.FromPolarCoordinates(a, phaseRad) * f0 * f0 / (f * f - Complex.ImaginaryOne * f * f0 / q - f0 * f0);

    /// <summary>Two flexural modes over two decades of frequency.</summary>
    public static (double[] FrequencyHz, Complex[] Response, double[] Errors) TwoModes()
    {
        var random = new Random(3);
        double[] f = [.. Enumerable.Range(0, 1500).Select(i => 10e3 * Math.Pow(100, i / 1499.0))];
        const double Sigma = 0.02e-12;
        return (f, [.. f.Select(v => Oscillator(v, 0.5e-12, 75e3, 120) + Oscillator(v, 0.2e-12, 470e3, 300, 0.4) + Sigma * new Complex(Gaussian(random), Gaussian(random)))], [.. f.Select(_ => Sigma)]);
    }

    /// <summary>A thermal spectrum averaged 100 times: each point scatters by a tenth of itself.</summary>
    public static (double[] X, double[] Y, double[] Fitted, double[] Errors) ThermalTune()
    {
        var f = Dimension.Linear(60e3, 90e3, 300);
        double[] truth = [.. f.Select(v => 2e-27 * Math.Pow(Oscillator(v, 1, 75e3, 150).Magnitude, 2) + 4e-25)];
        return (f, [.. truth.Select((v, i) => v * Gamma.Sample(new Random(i + 1), 100, 100))], truth, [.. truth.Select(v => v / 10)]);
    }

    /// <summary>Loops that close as a Curie temperature of 620 K comes near.</summary>
    public static Figure LoopsWithTemperature()
    {
        double[] bias = [.. Dimension.Linear(-8, 8, 65), .. Dimension.Linear(8, -8, 65)];
        var temperatures = Dimension.Linear(300, 600, 13);
        double Loop(double v, bool isRising, double t)
        {
            var open = Math.Sqrt(Math.Max(0, 1 - t / 620));
            return 50e-12 * open * Math.Tanh((v - (isRising ? 4.5 : -4.5) * Math.Pow(open, 3)) / 1.4) + 1.2e-12 * v;
        }
        return Plot.LoopFamily(bias, [.. temperatures.Select(t => bias.Select((v, i) => Loop(v, i < 65, t)).ToArray())], temperatures, "Temperature", "K", "Piezoresponse", "m");
    }

    /// <summary>
    /// First-order reversal curves of hysterons that switch up at α (mean 2.4 V) and down at β (mean −1.6 V), σ 1 V, as functions of both normal
    /// distributions; ρ(α, β) is m × their density, so the peak is at (2.4, −1.6) V.
    /// </summary>
    public static Dataset Preisach(double noiseM = 0.1e-12, double stepV = 0.4)
    {
        const double M = 30e-12;
        var random = new Random(11);
        var axis = Dimension.Linear(-8, 8, (int)Math.Round(16 / stepV) + 1);
        double[] samples = [.. axis.SelectMany(r => axis.Select(v => v < r ? double.NaN : M * (1 - 2 * (1 - Normal.CDF(2.4, 1, v)) * (1 - Normal.CDF(-1.6, 1, r))) + noiseM * Gaussian(random)))];
        return new("preisach", "Piezoresponse", "m", [new("FORC", "Reversal bias", "V", DimensionKind.Spectroscopic, axis), new("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, axis)], new RealMemoryStore(samples));
    }

    /// <summary>Write pulses −6 to 6 V up and down again, read at −3 to 3 V: R = P(write) + 1.5 pm/V · read, with P hysteretic.</summary>
    public static Dataset ContactKelvinProbe(double noiseM = 0.15e-12)
    {
        var random = new Random(5);
        double[] write = [.. Dimension.Linear(-6, 6, 25), .. Dimension.Linear(6, -6, 25)], read = Dimension.Linear(-3, 3, 13);
        double Polarization(int i) => 4e-12 * Math.Tanh((write[i] - (i < 25 ? 2 : -2)) / 0.8);
        return new("ckpfm", "Piezoresponse", "m", [new("Write_Bias", "Write bias", "V", DimensionKind.Spectroscopic, write), new("Read_Bias", "Read bias", "V", DimensionKind.Spectroscopic, read)],
            new RealMemoryStore([.. write.SelectMany((_, i) => read.Select(r => Polarization(i) + 1.5e-12 * r + noiseM * Gaussian(random)))]));
    }

    /// <summary>A stretched exponential, τ 50 ms, β 0.6, from 1 ms to 2 s.</summary>
    public static Dataset Relaxation(double noiseM = 0.03e-12)
    {
        var random = new Random(8);
        double[] t = [.. Enumerable.Range(0, 80).Select(i => 1e-3 * Math.Pow(2000, i / 79.0))];
        return new("pulse 6 V", "Piezoresponse", "m", [new("Time", "Time", "s", DimensionKind.Spectroscopic, t)], new RealMemoryStore([.. t.Select(v => 3e-12 * Math.Exp(-Math.Pow(v / 0.05, 0.6)) + 1e-12 + noiseM * Gaussian(random))]));
    }

    /// <summary>A force curve of the twin on a soft sample, deflection there and back.</summary>
    public static Dataset ForceSweep()
    {
        using var twin = new Borrowed(TwinInstrument.Create("soft", 2));
        return Run(twin.Twin.SweepZAsync(new ZSweepRequest { StartM = 30e-9, EndM = -1e-9, Points = 1000, Channels = ["Deflection"] }))[0];
    }

    /// <summary>A current of the twin's electrode there and back, on the pad with Poole–Frenkel conduction.</summary>
    public static Dataset Current()
    {
        using var twin = new Borrowed(TwinInstrument.Create("electrode", 3));
        // The upper left of the four pads.
        Run(twin.Twin.MoveToAsync(0.25 * twin.Twin.Specimen.SizeM, 0.75 * twin.Twin.Specimen.SizeM));
        return Run(twin.Twin.SweepBiasAsync(new BiasSweepRequest { StartV = -3, EndV = 3, Points = 161 }))[0];
    }

    /// <summary>
    /// Amplitude of a driven Duffing oscillator by harmonic balance, ((1 − w² + ¾a²)² + (w/Q)²)a² = F², following the branch it is on: between the folds
    /// the sweep up is on the high and the sweep down on the low one.
    /// </summary>
    public static (double[] Detuning, double[][] Up, double[][] Down) Duffing()
    {
        var w = Dimension.Linear(0.95, 1.25, 301);
        double[] up = new double[301], down = new double[301];
        double[][] roots = [.. w.Select(v => Roots(v).ToArray())];
        for (var i = 0; i < 301; i++) up[i] = i == 0 ? roots[0][0] : roots[i].MinBy(a => Math.Abs(a - up[i - 1]));
        for (var i = 300; i >= 0; i--) down[i] = i == 300 ? roots[300][0] : roots[i].MinBy(a => Math.Abs(a - down[i + 1]));
        return (w, [.. up.Select(a => new[] { a })], [.. down.Select(a => new[] { a })]);

        static IEnumerable<double> Roots(double w)
        {
            double Balance(double a) => (Math.Pow(1 - w * w + 0.75 * a * a, 2) + Math.Pow(w / 60, 2)) * a * a - 0.01 * 0.01;
            const double Step = 4e-4;
            for (var a = Step; a < 1; a += Step)
                if (Balance(a) * Balance(a + Step) <= 0) yield return a + Step / 2;
        }
    }

    /// <summary>The logistic map x → r x (1 − x) after 400 steps.</summary>
    public static double[][] Logistic(double[] growth, int samples) => [.. growth.Select(r =>
    {
        var x = 0.3;
        for (var n = 0; n < 400; n++) x = r * x * (1 - x);
        return Enumerable.Range(0, samples).Select(_ => x = r * x * (1 - x)).ToArray();
    })];

    private static double Gaussian(Random random) => Normal.Sample(random, 0, 1);

    private static T Run<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <summary>A twin that is given back at once.</summary>
    private sealed class Borrowed(TwinInstrument twin) : IDisposable
    {
        public TwinInstrument Twin => twin;

        public void Dispose() => twin.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
