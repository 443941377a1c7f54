using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>Fits many spectra with one thread and a workspace that is allocated once.</summary>
internal abstract class ModelBatchSolver
{
    /// <summary>Fits rows of doubles, [spectrum × point], complex [spectrum × point × 2].</summary>
    public abstract void Fit(ReadOnlySpan<double> spectra, in FitRows rows);

    /// <summary>The solver with the widest lanes of this machine, or of the width asked for.</summary>
    public static ModelBatchSolver Create(ModelProblem problem)
    {
        var width = problem.Options.LaneWidth != 0 ? problem.Options.LaneWidth
            : Vector512.IsHardwareAccelerated ? 8 : Vector256.IsHardwareAccelerated ? 4 : Vector128.IsHardwareAccelerated ? 2 : 1;
        return width switch
        {
            8 => new ModelBatchSolver<Lanes8>(problem),
            4 => new ModelBatchSolver<Lanes4>(problem),
            2 => new ModelBatchSolver<Lanes2>(problem),
            _ => new ModelBatchSolver<Lanes1>(problem),
        };
    }
}

/// <summary>
/// One search per lane. A lane whose search has ended is refilled at once, with the next start of its spectrum or with the next spectrum.
/// Spectra whose searches all fail, or end where normal equations lose digits, go one by one through <see cref="CarefulModelFit"/>.
/// </summary>
internal sealed class ModelBatchSolver<T> : ModelBatchSolver where T : unmanaged, IRealLanes<T>
{
    private const int ChunkLength = 1024;

    /// <summary>A search that needs more passes deserves care.</summary>
    private const int PassesBeforeCare = 40;

    private const double SameCost = 1e-9;

    private readonly ModelProblem _problem;
    private readonly ModelPass<T> _pass;
    private readonly LaneTile<T> _tile;
    private readonly LaneSearch<T> _search;
    private readonly ModelSpectrum _next, _again;
    private readonly ModelStarts _starts;
    private readonly ModelJudge _judge;
    private readonly NormalInverse _inverse;
    private readonly RobustWeights? _robust;
    private readonly CarefulModelFit _careful;
    private readonly LaneWork[] _lanes = new LaneWork[T.Width];
    private readonly int[] _searchesLeft = new int[ChunkLength], _bestStart = new int[ChunkLength];
    private readonly double[] _bestCost = new double[ChunkLength];
    private readonly bool[] _needsCare = new bool[ChunkLength];
    private readonly double[] _point, _normal;
    private readonly int _rowLength, _mostPasses;
    private int _spectrum, _start, _startCount, _count;
    private SpectrumFacts _facts;

    /// <param name="problem">What is fitted.</param>
    /// <param name="pass">Sums of one's own, for measuring against derivatives written by hand; null for those of the model.</param>
    public ModelBatchSolver(ModelProblem problem, ModelPass<T>? pass = null)
    {
        var columns = problem.Columns.Length;
        (_problem, _pass, _search) = (problem, pass ?? problem.Model.CreatePass<T>(problem.Columns), new(problem));
        (_tile, _rowLength) = (new(problem.Points, problem.Model.Variables, problem.Channels), problem.Points * problem.Channels);
        (_next, _again, _starts, _judge, _inverse) = (new(problem), new(problem), new(problem), new(problem), new(columns));
        _robust = problem.Options.Loss == FitLoss.Squares ? null : new(problem);
        _careful = new(problem, _starts, _judge);
        (_point, _normal) = (new double[problem.ParameterCount], new double[columns * (columns + 1) / 2]);
        _mostPasses = Math.Min(PassesBeforeCare, problem.Options.MaxIterations);
    }

    public override void Fit(ReadOnlySpan<double> spectra, in FitRows rows)
    {
        var total = spectra.Length / _rowLength;
        for (var first = 0; first < total; first += ChunkLength)
        {
            var count = Math.Min(ChunkLength, total - first);
            FitChunk(spectra.Slice(first * _rowLength, count * _rowLength), count, rows.Slice(first, count, _problem.ParameterCount, _problem.Points));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FitChunk(ReadOnlySpan<double> spectra, int count, FitRows rows)
    {
        (_spectrum, _start, _startCount, _count) = (-1, 0, 0, count);
        _bestCost.AsSpan(0, count).Fill(double.PositiveInfinity);
        _bestStart.AsSpan(0, count).Fill(int.MaxValue);
        _needsCare.AsSpan(0, count).Clear();
        uint active = 0;
        for (var lane = 0; lane < T.Width; lane++)
            if (Refill(lane, spectra, rows)) active |= 1u << lane;
        while (active != 0)
        {
            var converged = _search.Advance(_pass, _tile, out var failed) & active;
            var ended = (converged | failed | _search.MoreThan(_mostPasses - 1)) & active;
            for (; ended != 0; ended &= ended - 1)
            {
                var lane = BitOperations.TrailingZeroCount(ended);
                if (!Complete(lane, (converged >> lane & 1) != 0, spectra, rows)) continue;
                if (!Refill(lane, spectra, rows)) active &= ~(1u << lane);
            }
        }
        for (var k = 0; k < count; k++)
            if (_needsCare[k]) _careful.Fit(Row(spectra, k), k, rows, _bestCost[k]);
    }

    /// <summary>Puts the next search into a lane; false when there is none left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Refill(int lane, ReadOnlySpan<double> spectra, in FitRows rows)
    {
        while (_start == _startCount)
        {
            if (++_spectrum >= _count) return false;
            (_start, _startCount) = (0, Prepare(Row(spectra, _spectrum), rows));
            _searchesLeft[_spectrum] = _startCount;
        }
        var start = _starts[_start];
        _robust?.First(Row(spectra, _spectrum), _next.RootWeights, _facts);
        _tile.Fill(lane, _problem.X, Row(spectra, _spectrum), _robust is null ? _next.RootWeights : _robust.RootWeights);
        _search.Begin(lane, start, _facts.StepScale, Math.Max(_facts.Kept - _problem.Columns.Length, 1));
        _lanes[lane] = new() { Spectrum = _spectrum, Start = _start++, Facts = _facts, VarianceFactor = 1 };
        return true;
    }

    /// <summary>Looks at a spectrum; the number of searches it needs in lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Prepare(ReadOnlySpan<double> y, in FitRows rows)
    {
        _facts = _next.Look(y);
        if (!rows.Excluded.IsEmpty)
            for (var i = 0; i < _problem.Points; i++) rows.Excluded[_spectrum * _problem.Points + i] = _next.RootWeights[i] == 0;
        if (_facts.Kept < _problem.Columns.Length)
        {
            _judge.WriteTooFew(_spectrum, rows);
            return 0;
        }
        _needsCare[_spectrum] = _problem.Options.AlwaysCareful;
        return _problem.Options.AlwaysCareful ? 0 : _starts.Find(y, _next.RootWeights);
    }

    /// <summary>Takes note of a search that has ended; false when it goes on with new weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Complete(int lane, bool converged, ReadOnlySpan<double> spectra, in FitRows rows)
    {
        ref var work = ref _lanes[lane];
        var cost = _search.Read(lane, _point, _normal, out var passes);
        work.Passes += passes;
        if (converged && _robust is not null && Reweigh(lane, ref work, passes, spectra)) return false;
        var k = work.Spectrum;
        if (converged && IsBetter(cost, work.Start, k))
        {
            (_bestCost[k], _bestStart[k]) = (cost, work.Start);
            var isSure = _inverse.Invert(_normal, HeldColumns()) && IsWithinLinearBounds();
            _needsCare[k] = !isSure;
            if (isSure) _judge.Write(k, rows, _point, _inverse.Diagonal, work.Facts, new(cost, FitStatus.Converged, work.Passes, work.VarianceFactor));
            else _point.CopyTo(rows.Values.Slice(k * _point.Length, _point.Length));
        }
        if (--_searchesLeft[k] == 0 && double.IsInfinity(_bestCost[k])) _needsCare[k] = true;
        return true;
    }

    /// <summary>Gives a lane the weights of its residuals and lets it search on; false when they no longer change anything.</summary>
    private bool Reweigh(int lane, ref LaneWork work, int passes, ReadOnlySpan<double> spectra)
    {
        // A search that ends where it starts has weights that agree with its residuals.
        if ((work.Rounds > 0 && passes <= 1) || work.Rounds > RobustWeights.MaxRounds) return false;
        var y = Row(spectra, work.Spectrum);
        var facts = _again.Look(y);
        var sigma = work.Rounds < RobustWeights.RoundsWithScale ? 0 : work.Sigma;
        work.VarianceFactor = _robust!.Update(y, _point, _again.RootWeights, facts, ref sigma);
        (work.Sigma, work.Rounds) = (sigma, work.Rounds + 1);
        var (energy, variation) = _again.Variation(y, _robust.RootWeights);
        work.Facts = facts with { Energy = energy, Variation = variation };
        _tile.Reweight(lane, _robust.RootWeights);
        _search.Begin(lane, _point, work.Facts.StepScale, Math.Max(facts.Kept - _problem.Columns.Length, 1));
        return true;
    }

    /// <summary>Less cost; between equals, such as a width and its negative, the earlier start, whichever lane was quicker.</summary>
    private bool IsBetter(double cost, int start, int k) =>
        cost < _bestCost[k] * (1 - SameCost) || (cost <= _bestCost[k] * (1 + SameCost) && start < _bestStart[k]);

    private uint HeldColumns()
    {
        uint held = 0;
        for (var j = _problem.LinearCount; j < _problem.Columns.Length && j < 32; j++)
            if (_problem.IsOnBound(_point, _problem.Columns[j])) held |= 1u << j;
        return held;
    }

    private bool IsWithinLinearBounds()
    {
        for (var j = 0; j < _problem.LinearCount; j++)
            if (_problem.IsOnBound(_point, _problem.Columns[j])) return false;
        return true;
    }

    private ReadOnlySpan<double> Row(ReadOnlySpan<double> spectra, int k) => spectra.Slice(k * _rowLength, _rowLength);

    /// <summary>What a lane is at work on.</summary>
    private record struct LaneWork
    {
        public int Spectrum, Start, Passes, Rounds;
        public double Sigma, VarianceFactor;
        public SpectrumFacts Facts;
    }
}
