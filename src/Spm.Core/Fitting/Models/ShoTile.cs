using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>What one look at spectra tells, per lane: Σw|y|², Σw y, the largest |y|², and Σ[w &gt; 0].</summary>
internal struct ShoSurvey<T> where T : struct, ILanes<T>
{
    public T Energy, SumRe, SumIm, Peak, Weight, Kept;

    /// <summary>Σw|y − ȳ|².</summary>
    public readonly T Variation() => Energy - (T.MultiplyAdd(SumRe, SumRe, SumIm * SumIm) / Weight);
}

/// <summary>
/// Spectra side by side, one per lane: per bin the lanes' real parts, then their imaginary parts, so that everything after the loading is
/// the same for each lane. Filled whole from neighbouring rows, or lane by lane with weights (0 for a bin that is missing) and a scale.
/// </summary>
internal sealed class ShoTile<T>(ShoAxis axis) where T : struct, ILanes<T>
{
    private const int CacheLine = 64;

    /// <summary>[bin × (real, imaginary) × lane].</summary>
    public double[] Y { get; } = new double[2 * axis.Bins * T.Width];

    /// <summary>[bin × lane]; set by <see cref="LoadLane"/> and <see cref="Mask"/> only.</summary>
    public double[] Weights { get; } = new double[axis.Bins * T.Width];

    /// <summary>[bin × (real, imaginary) × lane]: g where <see cref="ShoPass.Sum"/> evaluated last.</summary>
    public double[] Lines { get; } = new double[2 * axis.Bins * T.Width];

    /// <summary>What was seen while loading.</summary>
    public ShoSurvey<T> Survey;

    /// <summary>Takes <see cref="ILanes{T}.Width"/> rows that follow one another in memory. Not finite bins make the energy of their lane not finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load<TNumber>(ref TNumber first) where TNumber : unmanaged
    {
        ref var tile = ref MemoryMarshal.GetArrayDataReference(Y);
        T energy = default, sumRe = default, sumIm = default, peak = default;
        nint bins = axis.Bins, stride = 2 * bins;
        for (nint k = 0; k < bins; k++)
        {
            Prefetch(ref Unsafe.Add(ref first, (stride + (2 * k)) * T.Width));
            T re, im;
            if (typeof(TNumber) == typeof(float)) T.LoadColumn(in Unsafe.As<TNumber, float>(ref Unsafe.Add(ref first, 2 * k)), stride, out re, out im);
            else T.LoadColumn(in Unsafe.As<TNumber, double>(ref Unsafe.Add(ref first, 2 * k)), stride, out re, out im);
            T.Store(re, ref Unsafe.Add(ref tile, 2 * k * T.Width));
            T.Store(im, ref Unsafe.Add(ref tile, (2 * k + 1) * T.Width));
            var square = T.MultiplyAdd(re, re, im * im);
            energy += square;
            sumRe += re;
            sumIm += im;
            peak = T.Max(peak, square);
        }
        Survey = new() { Energy = energy, SumRe = sumRe, SumIm = sumIm, Peak = peak, Weight = T.Broadcast(bins), Kept = T.Broadcast(bins) };
    }

    /// <summary>Asks for what is loaded next, because the machine's own look-ahead ends at the page. A hint: an address past the end does no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch<TNumber>(ref TNumber there) where TNumber : unmanaged
    {
        if (!Sse.IsSupported) return;
        Sse.Prefetch0(Unsafe.AsPointer(ref there));
        if (2 * T.Width * sizeof(TNumber) > CacheLine) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AddByteOffset(ref there, CacheLine)));
    }

    /// <summary>Copies one prepared spectrum and its weights into a lane; <see cref="Look"/> follows when all lanes are filled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void LoadLane(int lane, ReadOnlySpan<double> spectrum, ReadOnlySpan<double> weights)
    {
        for (var k = 0; k < weights.Length; k++)
        {
            Y[2 * k * T.Width + lane] = spectrum[2 * k];
            Y[(2 * k + 1) * T.Width + lane] = spectrum[2 * k + 1];
            Weights[k * T.Width + lane] = weights[k];
        }
    }

    /// <summary>Leaves a lane without a spectrum: its energy is 0.</summary>
    public void ClearLane(int lane)
    {
        for (var k = 0; k < axis.Bins; k++)
            Y[2 * k * T.Width + lane] = Y[(2 * k + 1) * T.Width + lane] = Weights[k * T.Width + lane] = 0;
    }

    /// <summary>Gives every bin of the lanes loaded together its weight, 0 to one that is not finite; a bin without weight becomes 0. Renews the survey.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Mask()
    {
        ref var tile = ref MemoryMarshal.GetArrayDataReference(Y);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(Weights);
        var infinity = T.Broadcast(double.PositiveInfinity);
        for (nint k = 0; k < axis.Bins; k++)
        {
            ref var real = ref Unsafe.Add(ref tile, 2 * k * T.Width);
            ref var imaginary = ref Unsafe.Add(ref tile, (2 * k + 1) * T.Width);
            T re = T.Load(in real), im = T.Load(in imaginary);
            var weight = T.Broadcast(axis.Weights[k]);
            var isKept = T.Less(T.Abs(re), infinity) & T.Less(T.Abs(im), infinity) & T.Less(default, weight);
            T.Store(T.Select(isKept, re, default), ref real);
            T.Store(T.Select(isKept, im, default), ref imaginary);
            T.Store(T.Select(isKept, weight, default), ref Unsafe.Add(ref weights, k * T.Width));
        }
        Look();
    }

    /// <summary>The survey of lanes that have weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Look()
    {
        ref var tile = ref MemoryMarshal.GetArrayDataReference(Y);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(Weights);
        T energy = default, sumRe = default, sumIm = default, peak = default, weight = default, kept = default, one = T.Broadcast(1);
        for (nint k = 0; k < axis.Bins; k++)
        {
            T re = T.Load(in Unsafe.Add(ref tile, 2 * k * T.Width)), im = T.Load(in Unsafe.Add(ref tile, (2 * k + 1) * T.Width));
            var w = T.Load(in Unsafe.Add(ref weights, k * T.Width));
            var square = T.MultiplyAdd(re, re, im * im);
            var isKept = T.Less(default, w);
            energy = T.MultiplyAdd(w, square, energy);
            sumRe = T.MultiplyAdd(w, re, sumRe);
            sumIm = T.MultiplyAdd(w, im, sumIm);
            peak = T.Max(peak, T.Select(isKept, square, default));
            weight += w;
            kept += T.Select(isKept, one, default);
        }
        Survey = new() { Energy = energy, SumRe = sumRe, SumIm = sumIm, Peak = peak, Weight = weight, Kept = kept };
    }
}
