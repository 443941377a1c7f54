using System.Numerics;

namespace Spm.Core.Experiments;

/// <summary>Numbers that were measured at a point under one name: a scalar, a curve, a spectrum; real or complex.</summary>
public sealed class JournalValue
{
    /// <summary>Real numbers.</summary>
    /// <param name="name">What they are, such as <c>amplitude</c>.</param>
    /// <param name="unit">SI unit symbol.</param>
    /// <param name="real">The numbers; any bits, also not-a-number, are kept as they are.</param>
    public JournalValue(string name, string unit, params double[] real)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(real);
        (Name, Unit, Real, Complex) = (name, unit, real, []);
    }

    /// <summary>Complex numbers.</summary>
    /// <param name="name">What they are, such as <c>response</c>.</param>
    /// <param name="unit">SI unit symbol.</param>
    /// <param name="complex">The numbers.</param>
    public JournalValue(string name, string unit, Complex[] complex)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(complex);
        (Name, Unit, Real, Complex, IsComplex) = (name, unit, [], complex, true);
    }

    /// <summary>What the numbers are.</summary>
    public string Name { get; }

    /// <summary>Their unit.</summary>
    public string Unit { get; }

    /// <summary>Whether they are complex.</summary>
    public bool IsComplex { get; }

    /// <summary>The real numbers; empty when they are complex.</summary>
    public double[] Real { get; }

    /// <summary>The complex numbers; empty when they are real.</summary>
    public Complex[] Complex { get; }

    /// <summary>How many there are.</summary>
    public int Count => IsComplex ? Complex.Length : Real.Length;
}
