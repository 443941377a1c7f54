using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Gradients;

/// <summary>
/// Values and exact derivatives of a model at a run of points, the parameters of <c>TLanes.Width</c> fits side by side. The signatures
/// of <see cref="Evaluate(ReadOnlySpan{TLanes}, ReadOnlySpan{TLanes}, Span{TLanes}, Span{TLanes})"/>, its overload, and
/// <see cref="At"/> are settled: solvers are written against them.
/// </summary>
/// <remarks>
/// A solver makes one instance and calls <see cref="At"/> with 8 to 32 points at a time. The instance runs a program compiled from the
/// model's formula (<see cref="ModelFormula"/>): exact derivatives, what depends on parameters only computed once per call, at full speed
/// from the first call on, wherever the model was compiled. The static methods evaluate the model on <see cref="Dual{T}"/>; they are the
/// independent check, and serve formulas too long to compile. Nothing is allocated per call.
/// </remarks>
internal sealed class Gradient<TKernel, TLanes> where TKernel : struct, IModelKernel where TLanes : unmanaged, IRealLanes<TLanes>
{
    private static readonly ConcurrentDictionary<string, Lazy<FormulaProgram<TLanes>?>> s_programs = new();

    private readonly int _parameters;
    private readonly int[] _by;
    private readonly FormulaProgram<TLanes>? _program;

    /// <summary>Derivatives by some of the parameters.</summary>
    /// <param name="parameters">Number of parameters of the model.</param>
    /// <param name="by">Indices of the parameters to differentiate by, in the order of the Jacobian's columns; empty for values only.</param>
    public Gradient(int parameters, ReadOnlySpan<int> by)
    {
        var columns = by.ToArray();
        (_parameters, _by) = (parameters, columns);
        _program = s_programs.GetOrAdd($"{parameters}:{string.Join(',', columns)}",
            _ => new(() => ModelFormula.Compile<TKernel, TLanes>(parameters, columns))).Value;
    }

    /// <summary>f and ∂f/∂p of this instance's parameters at each point.</summary>
    /// <param name="x">[point × variable].</param>
    /// <param name="p">[parameter].</param>
    /// <param name="values">[point × channel], out.</param>
    /// <param name="jacobian">[point × channel × column], out.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void At(ReadOnlySpan<TLanes> x, ReadOnlySpan<TLanes> p, Span<TLanes> values, Span<TLanes> jacobian)
    {
        var points = x.Length / TKernel.Variables;
        if (p.Length < _parameters || values.Length < points * TKernel.Channels || jacobian.Length < points * TKernel.Channels * _by.Length)
            throw new ArgumentException($"{points} points need {_parameters} parameters, room for {points * TKernel.Channels} values and {points * TKernel.Channels * _by.Length} derivatives; "
                + $"got {p.Length}, {values.Length} and {jacobian.Length}.", nameof(x));
        if (points == 0) return;
        if (_program is null) Evaluate(x, p[.._parameters], _by, values, jacobian);
        else _program(in MemoryMarshal.GetReference(x), in MemoryMarshal.GetReference(p), ref MemoryMarshal.GetReference(values), ref MemoryMarshal.GetReference(jacobian), points);
    }

    /// <summary>f and ∂f/∂p of all parameters.</summary>
    /// <param name="x">[variable] of one point, or [point × variable] of several.</param>
    /// <param name="p">[parameter].</param>
    /// <param name="values">[channel], or [point × channel], out.</param>
    /// <param name="jacobian">[channel × parameter], or [point × channel × parameter], out.</param>
    public static void Evaluate(ReadOnlySpan<TLanes> x, ReadOnlySpan<TLanes> p, Span<TLanes> values, Span<TLanes> jacobian)
    {
        Span<int> by = stackalloc int[p.Length];
        for (var j = 0; j < by.Length; j++) by[j] = j;
        Evaluate(x, p, by, values, jacobian);
    }

    /// <summary>f and ∂f/∂p of some parameters.</summary>
    /// <param name="x">[variable] of one point, or [point × variable] of several.</param>
    /// <param name="p">[parameter].</param>
    /// <param name="by">Indices of the parameters to differentiate by; empty for values only.</param>
    /// <param name="values">[channel], or [point × channel], out.</param>
    /// <param name="jacobian">[channel × column], or [point × channel × column], out, a column for each of <paramref name="by"/>.</param>
    public static void Evaluate(ReadOnlySpan<TLanes> x, ReadOnlySpan<TLanes> p, ReadOnlySpan<int> by, Span<TLanes> values, Span<TLanes> jacobian)
    {
        var points = x.Length / TKernel.Variables;
        if (by.IsEmpty)
        {
            for (var i = 0; i < points; i++)
                TKernel.Evaluate(x.Slice(i * TKernel.Variables, TKernel.Variables), p, values.Slice(i * TKernel.Channels, TKernel.Channels));
            return;
        }
        Span<Dual<TLanes>> seeds = stackalloc Dual<TLanes>[p.Length], variables = stackalloc Dual<TLanes>[TKernel.Variables], channels = stackalloc Dual<TLanes>[TKernel.Channels];
        for (var first = 0; first < by.Length; first += Dual<TLanes>.Directions)
        {
            for (var j = 0; j < p.Length; j++) seeds[j] = Dual<TLanes>.Seed(p[j], by[first..].IndexOf(j));
            for (var i = 0; i < points; i++)
            {
                for (var v = 0; v < variables.Length; v++) variables[v] = Dual<TLanes>.Seed(x[i * variables.Length + v], -1);
                TKernel.Evaluate(variables, seeds, channels);
                for (var c = 0; c < channels.Length; c++)
                {
                    values[i * channels.Length + c] = channels[c].Value;
                    var row = jacobian.Slice((i * channels.Length + c) * by.Length + first);
                    row[0] = channels[c].D0;
                    if (first + 1 < by.Length) row[1] = channels[c].D1;
                    if (first + 2 < by.Length) row[2] = channels[c].D2;
                    if (first + 3 < by.Length) row[3] = channels[c].D3;
                }
            }
        }
    }
}
