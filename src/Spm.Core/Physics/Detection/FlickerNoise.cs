using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// 1/f noise, S(f) = S(1 Hz)/f, from white noise through a cascade of eight poles and zeros that lie evenly on a logarithmic axis: poles at 0.2 f_s/6ᵏ, a zero √6 above
/// each, so that |H|² falls by 10 dB a decade on average (the pole–zero approximation of Keshner, Proc. IEEE 70, 212 (1982)). Within 5 % of 1/f from 2e-6 f_s
/// to 0.1 f_s (8 Hz to 400 kHz at 4 MS/s); white below. <see cref="DensityFactor"/> is the exact spectrum. Stationary from the first sample.
/// </summary>
/// <remarks>
/// One interval only; <c>Scanning.FlickerProcess</c> takes steps of any length.
/// The cascade runs as eight parallel poles, four samples at a time: s ← p⁴ s + p³ w0 + p² w1 + p w2 + w3 for the poles in the lanes, and y_i = Σ_k r_k pᵢ⁺¹ s_k + Σ_j g_{i−j} w_j for the
/// samples in the lanes, g the impulse response.
/// </remarks>
internal sealed class FlickerNoise
{
    private const int Poles = FlickerFilter.Poles;

    private static readonly FlickerFilter Filter = FlickerFilter.Instance;

    private readonly GaussianNoise _white;
    private readonly float[] _block = new float[512];
    private readonly double[] _state = new double[Poles];
    private long _next;

    /// <summary>Opens a stream whose one-sided density is 1/f per Hz (in the square of the output's unit).</summary>
    /// <param name="white">Where its white noise comes from.</param>
    /// <param name="start">Where its first state comes from: a stream of its own.</param>
    public FlickerNoise(GaussianNoise white, RandomSequence start)
    {
        _white = white;
        Span<double> normals = stackalloc double[Poles];
        for (var i = 0; i < Poles; i++) normals[i] = start.NextGaussian();
        for (var i = 0; i < Poles; i++)
            for (var j = 0; j <= i; j++) _state[i] += Filter.Stationary[i, j] * normals[j];
    }

    /// <summary>f S(f)/S(1 Hz) of this generator at one frequency; 1 would be 1/f noise.</summary>
    public static double DensityFactor(double frequencyHz, double sampleRateHz) => Filter.DensityFactor(frequencyHz / sampleRateHz);

    /// <summary>Adds <paramref name="amplitude"/> times the noise; its density at 1 Hz is amplitude².</summary>
    public void Add(double amplitude, Span<double> destination)
    {
        while (!destination.IsEmpty)
        {
            var white = _block.AsSpan(0, Math.Min(_block.Length, destination.Length));
            _white.Fill(_next, white);
            _next += white.Length;
            var whole = white.Length & ~3;
            if (whole > 0) AddFours(amplitude, white[..whole], destination);
            for (var i = whole; i < white.Length; i++)
            {
                var y = Filter.Direct * white[i];
                for (var k = 0; k < Poles; k++)
                {
                    _state[k] = Filter.Pole[k] * _state[k] + white[i];
                    y += Filter.Residue[k] * _state[k];
                }
                destination[i] += amplitude * y;
            }
            destination = destination[white.Length..];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddFours(double amplitude, ReadOnlySpan<float> white, Span<double> destination)
    {
        var (p1, q1) = (Vector256.LoadUnsafe(ref Filter.Pole[0]), Vector256.LoadUnsafe(ref Filter.Pole[4]));
        var (p2, q2) = (p1 * p1, q1 * q1);
        var (p3, q3, p4, q4) = (p2 * p1, q2 * q1, p2 * p2, q2 * q2);
        // Columns: what a unit of each state and of each white number adds to the four samples.
        Span<Vector256<double>> byState = stackalloc Vector256<double>[Poles];
        var impulse = (Filter.Direct, 0.0, 0.0, 0.0);
        for (var k = 0; k < Poles; k++)
        {
            var (p, r) = (Filter.Pole[k], Filter.Residue[k]);
            byState[k] = amplitude * Vector256.Create(r * p, r * p * p, r * p * p * p, r * p * p * p * p);
            impulse = (impulse.Direct + r, impulse.Item2 + r * p, impulse.Item3 + r * p * p, impulse.Item4 + r * p * p * p);
        }
        var g0 = amplitude * Vector256.Create(impulse.Direct, impulse.Item2, impulse.Item3, impulse.Item4);
        var g1 = amplitude * Vector256.Create(0, impulse.Direct, impulse.Item2, impulse.Item3);
        var g2 = amplitude * Vector256.Create(0, 0, impulse.Direct, impulse.Item2);
        var g3 = amplitude * Vector256.Create(0, 0, 0, impulse.Direct);
        var (b0, b1, b2, b3, b4, b5, b6, b7) = (byState[0], byState[1], byState[2], byState[3], byState[4], byState[5], byState[6], byState[7]);
        var (low, high) = (Vector256.LoadUnsafe(ref _state[0]), Vector256.LoadUnsafe(ref _state[4]));
        ref var source = ref MemoryMarshal.GetReference(white);
        ref var target = ref MemoryMarshal.GetReference(destination);
        ref var state = ref _state[0];
        for (var i = 0; i < white.Length; i += 4)
        {
            var w0 = Vector256.Create((double)Unsafe.Add(ref source, i));
            var w1 = Vector256.Create((double)Unsafe.Add(ref source, i + 1));
            var w2 = Vector256.Create((double)Unsafe.Add(ref source, i + 2));
            var w3 = Vector256.Create((double)Unsafe.Add(ref source, i + 3));
            // Two sums, so that neither waits for the other.
            var y = Fused(g0, w0, Fused(g1, w1, Vector256.LoadUnsafe(ref target, (nuint)i)));
            var z = Fused(g2, w2, g3 * w3);
            y = Fused(b0, Element(ref state, 0), y);
            z = Fused(b1, Element(ref state, 1), z);
            y = Fused(b2, Element(ref state, 2), y);
            z = Fused(b3, Element(ref state, 3), z);
            y = Fused(b4, Element(ref state, 4), y);
            z = Fused(b5, Element(ref state, 5), z);
            y = Fused(b6, Element(ref state, 6), y);
            z = Fused(b7, Element(ref state, 7), z);
            (y + z).StoreUnsafe(ref target, (nuint)i);
            low = Fused(p4, low, Fused(p3, w0, Fused(p2, w1, Fused(p1, w2, w3))));
            high = Fused(q4, high, Fused(q3, w0, Fused(q2, w1, Fused(q1, w2, w3))));
            low.StoreUnsafe(ref state);
            high.StoreUnsafe(ref state, 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Element(ref double state, int k) => Vector256.Create(Unsafe.Add(ref state, k));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fused(Vector256<double> a, Vector256<double> b, Vector256<double> c) => Vector256.FusedMultiplyAdd(a, b, c);
}
