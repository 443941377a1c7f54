using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;
using Spm.Interactive.Session;

namespace Spm.Interactive.Tests.Views.Plots;

/// <summary>Loops that the twin measured on a small grid, measured and fitted once for all tests, with the truth behind them.</summary>
internal static class TwinLoops
{
    private const int _side = 24;
    private static readonly Lazy<Task<Measured>> Once = new(MeasureAsync);

    public sealed record Measured(Dataset Data, TwinMeasurement Truth, FitResult Fit)
    {
        public Dimension Horizontal => Data.SpatialDimensions.First(d => d.Name == "X");

        public Dimension Vertical => Data.SpatialDimensions.First(d => d.Name == "Y");

        /// <summary>Bias of each step in V.</summary>
        public required double[] BiasV { get; init; }

        /// <summary>[pixel, step]: the response at the strongest bin, turned onto one axis for all pixels.</summary>
        public required double[,] Loops { get; init; }

        /// <summary>[pixel, bin]: |response| in the middle of the loop.</summary>
        public required double[,] Spectra { get; init; }

        public required double[] FrequencyHz { get; init; }

        /// <summary>The fit of every spectrum.</summary>
        public required FitResult Oscillators { get; init; }
    }

    public static Task<Measured> OfAsync() => Once.Value;

    /// <summary>A column of numbers, one for each pixel, as a map.</summary>
    public static ScalarMap Map(Measured measured, string name, string unit, Func<int, double> at)
    {
        var values = new double[_side, _side];
        for (var i = 0; i < values.Length; i++) values[i / _side, i % _side] = at(i);
        return new(name, unit, measured.Horizontal, measured.Vertical, values, new string?[_side, _side]);
    }

    private static async Task<Measured> MeasureAsync()
    {
        await using var session = new SpmSession();
        var twin = TwinInstrument.Create("pto", 5);
        await session.ConnectAsync(twin);
        var request = new LoopRequest { Rows = _side, Columns = _side, SizeM = 2e-6, StepsPerCycle = 48, Bins = 24 };
        var data = await session.LoopsAsync(request);
        var (steps, bins) = (request.StepsPerCycle, request.Bins);
        var samples = new Complex[data.Samples.Length];
        data.Samples.Read(0, samples);
        var (loops, spectra) = (new double[_side * _side, steps], new double[_side * _side, bins]);
        var turn = Complex.Zero;
        var strongest = new int[_side * _side];
        for (var pixel = 0; pixel < strongest.Length; pixel++)
        {
            strongest[pixel] = Enumerable.Range(0, bins).MaxBy(bin => Enumerable.Range(0, steps).Sum(step => samples[(pixel * steps + step) * bins + bin].Magnitude));
            for (var step = 0; step < steps; step++) turn += Complex.Pow(samples[(pixel * steps + step) * bins + strongest[pixel]], 2);
            for (var bin = 0; bin < bins; bin++) spectra[pixel, bin] = samples[pixel * steps * bins + bin].Magnitude;
        }
        for (var pixel = 0; pixel < strongest.Length; pixel++)
            for (var step = 0; step < steps; step++)
                loops[pixel, step] = (samples[(pixel * steps + step) * bins + strongest[pixel]] * Complex.FromPolarCoordinates(1, -turn.Phase / 2)).Real;
        return new(data, twin.LastTruth!, await session.FitAsync(SpmSession.LoopModel, data)) { BiasV = request.BiasesV(), Loops = loops, Spectra = spectra, FrequencyHz = request.FrequenciesHz(), Oscillators = await session.FitAsync(SpmSession.ShoModel, data) };
    }
}
