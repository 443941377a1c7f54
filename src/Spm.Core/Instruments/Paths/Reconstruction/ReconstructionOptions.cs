namespace Spm.Core.Instruments.Paths;

/// <summary>What is believed of an image between the points where it was measured.</summary>
public enum ReconstructionMethod
{
    /// <summary>It is smooth: of all surfaces near the points the one that bends least (thin-plate spline). For topography and slow contrast.</summary>
    ThinPlate,

    /// <summary>It has few cosines: of all images near the points the one with the least sum of |cosine coefficients| (compressed sensing). For periodic patterns.</summary>
    SparseCosine,
}

/// <summary>How an image is made of a sparse scan.</summary>
public sealed record ReconstructionOptions
{
    /// <summary>What is believed of the image.</summary>
    public ReconstructionMethod Method { get; init; }

    /// <summary>
    /// λ of the thin plate, Σ(u(x_i) − d_i)² + λ·bending, in pixels: small goes through the points, larger smooths noise. Planes are exact with any.
    /// </summary>
    public double Smoothing { get; init; } = 1e-3;

    /// <summary>μ of the cosines, ½Σ(u(x_i) − d_i)² + μΣ|a_k|, as a part of the largest coefficient of the data.</summary>
    public double Sparsity { get; init; } = 1e-3;

    /// <summary>Part of the points kept back in a first run to estimate the error; 0 saves that run.</summary>
    public double HeldOutFraction { get; init; } = 0.1;

    /// <summary>Seed of the choice of points kept back.</summary>
    public int Seed { get; init; } = 1;

    internal void Check()
    {
        RequestRule.InRange(Smoothing, 1e-8, 1e8, "", nameof(Smoothing), "Smoothing = 1e-3");
        RequestRule.InRange(Sparsity, 1e-8, 1, "", nameof(Sparsity), "Sparsity = 1e-3");
        RequestRule.InRange(HeldOutFraction, 0, 0.5, "", nameof(HeldOutFraction), "HeldOutFraction = 0.1");
        if (!Enum.IsDefined(Method)) throw new ArgumentException($"{nameof(Method)} must be {string.Join(" or ", Enum.GetNames<ReconstructionMethod>())}, got {Method}.");
    }
}
