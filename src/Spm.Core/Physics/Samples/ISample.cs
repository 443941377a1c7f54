namespace Spm.Core.Physics.Samples;

/// <summary>
/// What lies below the tip of the twin: its properties at every place, how it answers bias and time, and the truth about it.
/// A square whose lower left corner is the origin. One thread at a time acts on a sample; only then may others read it.
/// </summary>
public interface ISample
{
    /// <summary>What the sample is called, such as <c>pto</c>.</summary>
    string Name { get; }

    /// <summary>Side of the square in m.</summary>
    double SizeM { get; }

    /// <summary>Temperature in K.</summary>
    double TemperatureK { get; }

    /// <summary>True where <see cref="ResponseAt"/> is a polarization that a bias can switch.</summary>
    bool IsFerroelectric { get; }

    /// <summary>Virtual time in s since the sample was new: all durations it was given.</summary>
    double ElapsedS { get; }

    /// <summary>Height in m.</summary>
    /// <param name="xM">Position in m.</param>
    /// <param name="yM">Position in m.</param>
    double HeightM(double xM, double yM);

    /// <summary>Height, slope, contact mechanics and contact potential at a place.</summary>
    /// <param name="xM">Position in m.</param>
    /// <param name="yM">Position in m.</param>
    SurfacePoint SurfaceAt(double xM, double yM);

    /// <summary>
    /// Electromechanical response below the tip, averaged over a Gaussian spot: polarization in units of the spontaneous one where
    /// <see cref="IsFerroelectric"/>, the strain of mobile ions in the same units in an ionic conductor, 0 where there is none.
    /// </summary>
    /// <param name="xM">Position in m.</param>
    /// <param name="yM">Position in m.</param>
    /// <param name="resolutionM">Standard deviation of the spot in m.</param>
    double ResponseAt(double xM, double yM, double resolutionM);

    /// <summary>Polarization in units of the spontaneous one; NaN where the sample is not ferroelectric.</summary>
    /// <param name="xM">Position in m.</param>
    /// <param name="yM">Position in m.</param>
    /// <param name="resolutionM">Standard deviation of the sensed spot in m.</param>
    double PolarizationAt(double xM, double yM, double resolutionM) => IsFerroelectric ? ResponseAt(xM, yM, resolutionM) : double.NaN;

    /// <summary>Current from the tip into the sample in A, I = V/R(V) + C dV/dt.</summary>
    /// <param name="xM">Position in m.</param>
    /// <param name="yM">Position in m.</param>
    /// <param name="biasV">V.</param>
    /// <param name="biasRateVPerS">dV/dt in V/s.</param>
    double CurrentA(double xM, double yM, double biasV, double biasRateVPerS = 0);

    /// <summary>Lets the sample evolve while a tip in contact holds a bias.</summary>
    /// <param name="contact">Where and with what tip; the same object as long as the tip stays.</param>
    /// <param name="biasV">Bias on the tip in V.</param>
    /// <param name="durationS">How long, in s.</param>
    void Apply(TipContact contact, double biasV, double durationS);

    /// <summary>Lets time pass without bias.</summary>
    /// <param name="durationS">How long, in s.</param>
    void Wait(double durationS);

    /// <summary>Returns to the new sample.</summary>
    void Reset();

    /// <summary>What is true of the sample at this moment, for tests and lessons; no instrument measures these directly.</summary>
    IReadOnlyList<SampleProperty> Truth { get; }
}

/// <summary>One true property of a sample as a function of place.</summary>
/// <param name="Name">Such as <c>imprint</c>.</param>
/// <param name="Quantity">What it is.</param>
/// <param name="Unit">SI unit symbol; empty for a number.</param>
/// <param name="At">Value at (x, y) in m.</param>
public sealed record SampleProperty(string Name, string Quantity, string Unit, Func<double, double, double> At);

/// <summary>A tip that touches the sample at one place. Samples keep what they work out for a contact as long as they are given the same object.</summary>
/// <param name="XM">Position in m.</param>
/// <param name="YM">Position in m.</param>
/// <param name="Tip">The tip.</param>
/// <param name="LargestBiasV">Largest bias, of either sign, that this contact will hold, in V.</param>
public sealed record TipContact(double XM, double YM, TipGeometry Tip, double LargestBiasV);
