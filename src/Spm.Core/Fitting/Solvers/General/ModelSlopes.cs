using System.Runtime.InteropServices;
using Spm.Core.Fitting.Gradients;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>A model's values and derivatives in plain doubles, for what is done one fit at a time. Not safe for concurrent use.</summary>
internal abstract class ModelSlopes
{
    /// <summary>f and ∂f/∂p.</summary>
    /// <param name="parameters">[parameter].</param>
    /// <param name="x">[point × variable].</param>
    /// <param name="values">[point × channel], out.</param>
    /// <param name="jacobian">[point × channel × column], out.</param>
    public abstract void Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian);
}

/// <summary>Of one model, by exact differentiation.</summary>
internal sealed class ModelSlopes<TKernel>(int parameters, int[] columns) : ModelSlopes where TKernel : struct, IModelKernel
{
    private readonly Gradient<TKernel, Lanes1> _model = new(parameters, columns);

    public override void Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian) =>
        _model.At(MemoryMarshal.Cast<double, Lanes1>(x), MemoryMarshal.Cast<double, Lanes1>(parameters),
            MemoryMarshal.Cast<double, Lanes1>(values), MemoryMarshal.Cast<double, Lanes1>(jacobian));
}
