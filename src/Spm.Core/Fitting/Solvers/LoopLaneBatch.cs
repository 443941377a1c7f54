using System.Numerics;
using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

internal sealed class LoopLaneBatch<T> where T : struct, ILanes<T>
{
    public const int Chunk = 256;
    private readonly LoopSlots slots;
    private readonly LoopStartTable table;
    private readonly LoopTile<T, Models.EqualBins> tile;
    private readonly LoopLaneState<T> state;
    private readonly double[] e;
    private readonly double[] raw, fallingProducts, risingProducts;
    public readonly double[] Data, Energy, FallingData, RisingData, Centre, Span;
    private readonly float[] falling, rising, gains;
    public readonly double[] Starts, Found, Costs;
    public readonly int[] JobLoop, Its;
    private readonly int[] jobOfLane = new int[T.Width];
    public int StartsPerLoop = 1, MaxIts = 60;
    public double Tol { set => state.Tolerance = value; }
    public long Evals;

    public LoopLaneBatch(double[] biases)
    {
        var waveform = new LoopWaveform(biases);
        slots = new(waveform);
        table = new(slots);
        tile = new(slots);
        state = new(waveform);
        e = LoopPreparation.BiasColumn(slots);
        raw = new double[slots.Count * T.Width];
        fallingProducts = new double[table.Falling.Length * T.Width];
        risingProducts = new double[table.Rising.Length * T.Width];
        (falling, rising, gains) = (new float[table.Falling.Length], new float[table.Rising.Length], new float[table.Falling.Length]);
        Data = new double[Chunk * slots.Count];
        (Energy, FallingData, RisingData, Centre, Span) = (new double[Chunk], new double[Chunk], new double[Chunk], new double[Chunk], new double[Chunk]);
        Starts = new double[Chunk * 8 * 6]; Found = new double[Chunk * 8 * 6]; Costs = new double[Chunk * 8];
        JobLoop = new int[Chunk * 8]; Its = new int[Chunk * 8];
        for (var s = 0; s < slots.Count; s++)
            for (var lane = 0; lane < T.Width; lane++)
                (tile.One[s * T.Width + lane], tile.Slope[s * T.Width + lane]) = (1, e[s]);
        state.PerRoot = T.Broadcast(1 / Math.Sqrt(slots.Count));
        state.FallingOne = T.Broadcast(slots.RisingStart);
        state.RisingOne = T.Broadcast(slots.Count - slots.RisingStart);
        state.FallingSlope = T.Broadcast(e[..slots.RisingStart].Sum());
        state.RisingSlope = T.Broadcast(e[slots.RisingStart..].Sum());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Prepare(ReadOnlySpan<double> loops, int count)
    {
        var n = slots.Count;
        var jobs = 0;
        for (var first = 0; first < count; first += T.Width)
        {
            for (var lane = 0; lane < T.Width; lane++)
            {
                var row = loops.Slice(Math.Min(first + lane, count - 1) * n, n);
                for (var s = 0; s < n; s++) raw[s * T.Width + lane] = row[slots.Order[s]];
            }
            T low = T.Broadcast(double.PositiveInfinity), high = T.Broadcast(double.NegativeInfinity), half = T.Broadcast(0.5);
            for (var s = 0; s < n; s++)
            {
                var v = T.Load(in raw[s * T.Width]) * half;
                low = T.Min(low, v); high = T.Max(high, v);
            }
            var span = high - low; var centre = T.MultiplyAdd(span, half, low);
            var per = T.Broadcast(1) / span;
            T sum = default, slope = default;
            for (var s = 0; s < n; s++)
            {
                var v = (T.Load(in raw[s * T.Width]) * half - centre) * per;
                T.Store(v, ref raw[s * T.Width]);
                sum += v; slope = T.MultiplyAdd(v, T.Broadcast(e[s]), slope);
            }
            var mean = sum * T.Broadcast(1.0 / n);
            T square = default, f = default, r = default;
            for (var s = 0; s < n; s++)
            {
                var v = T.SubtractProduct(T.Load(in raw[s * T.Width]) - mean, slope, T.Broadcast(e[s]));
                T.Store(v, ref raw[s * T.Width]);
                square = T.MultiplyAdd(v, v, square);
                if (s < slots.RisingStart) f += v; else r += v;
            }
            table.Project<T>(raw, fallingProducts, risingProducts);
            for (var lane = 0; lane < T.Width && first + lane < count; lane++)
            {
                var loop = first + lane;
                for (var s = 0; s < n; s++) Data[loop * n + s] = raw[s * T.Width + lane];
                Energy[loop] = LoopLaneState<T>.Get(ref square, lane);
                FallingData[loop] = LoopLaneState<T>.Get(ref f, lane);
                RisingData[loop] = LoopLaneState<T>.Get(ref r, lane);
                Centre[loop] = LoopLaneState<T>.Get(ref centre, lane);
                Span[loop] = LoopLaneState<T>.Get(ref span, lane);
                for (var c = 0; c < falling.Length; c++) falling[c] = (float)fallingProducts[c * T.Width + lane];
                for (var c = 0; c < rising.Length; c++) rising[c] = (float)risingProducts[c * T.Width + lane];
                table.Gains(falling, rising, gains);
                jobs += FindStarts(loop, jobs);
            }
        }
        return jobs;
    }

    private int FindStarts(int loop, int job)
    {
        var far = 0.12 * slots.Waveform.Range;
        Span<(int, bool)> partners = stackalloc (int, bool)[gains.Length];
        if (StartsPerLoop > 1) for (var i = 0; i < gains.Length; i++) partners[i] = table.Partner(i, falling, rising);
        var found = 0;
        for (; found < StartsPerLoop; found++)
        {
            var best = 0;
            for (var i = 1; i < gains.Length; i++) if (gains[i] > gains[best]) best = i;
            if (gains[best] <= 0) break;
            var (partner, positive) = table.Partner(best, falling, rising);
            var (f, r) = (table.Falling[best], table.Rising[partner]);
            var start = Starts.AsSpan((job + found) * 6, 6);
            (start[0], start[1], start[2], start[3], start[4], start[5]) = (f.Position, f.Below, f.Above, r.Position, r.Below, r.Above);
            JobLoop[job + found] = loop;
            if (StartsPerLoop > 1)
            for (var i = 0; i < gains.Length; i++)
                if (partners[i].Item2 == positive && Math.Abs(table.Falling[i].Position - f.Position) <= far && Math.Abs(table.Rising[partners[i].Item1].Position - r.Position) <= far)
                    gains[i] = 0;
        }
        return found;
    }

    private int next, total;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Solve(int jobs)
    {
        (next, total) = (0, jobs);
        uint active = 0;
        for (var lane = 0; lane < T.Width; lane++) if (Refill(lane)) active |= 1u << lane;
        T most = T.Broadcast(MaxIts - 0.5);
        while (active != 0)
        {
            tile.Sum(true, state.Trial[0], state.Trial[1], state.Trial[2], out var f);
            tile.Sum(false, state.Trial[3], state.Trial[4], state.Trial[5], out var r);
            Evals++;
            var ended = T.Bits(state.Advance(f, r) | T.Less(most, state.Iterations)) & active;
            for (; ended != 0; ended &= ended - 1)
            {
                var lane = BitOperations.TrailingZeroCount(ended);
                var job = jobOfLane[lane];
                Costs[job] = state.End(lane, Found.AsSpan(job * 6, 6));
                var its = state.Iterations;
                Its[job] = (int)LoopLaneState<T>.Get(ref its, lane);
                if (!Refill(lane)) active &= ~(1u << lane);
            }
        }
    }

    private bool Refill(int lane)
    {
        if (next >= total) return false;
        var job = next++;
        jobOfLane[lane] = job;
        var loop = JobLoop[job];
        ref var from = ref Unsafe.As<double, long>(ref Data[loop * slots.Count]);
        ref var to = ref Unsafe.As<double, long>(ref tile.Data[lane]);
        for (nint s = 0; s < slots.Count; s++) Unsafe.Add(ref to, s * T.Width) = Unsafe.Add(ref from, s);
        LoopLaneState<T>.Set(ref state.Energy, lane, Energy[loop]);
        LoopLaneState<T>.Set(ref state.FallingData, lane, FallingData[loop]);
        LoopLaneState<T>.Set(ref state.RisingData, lane, RisingData[loop]);
        state.Begin(lane, Starts.AsSpan(job * 6, 6));
        return true;
    }
}
