namespace Spm.Core.Fitting;

/// <summary>How the solver ended on one spectrum or loop.</summary>
public enum FitStatus : byte
{
    /// <summary>A stopping test was met.</summary>
    Converged,

    /// <summary>The iteration limit came first.</summary>
    MaxIterations,

    /// <summary>The normal equations could not be solved.</summary>
    Singular,

    /// <summary>Too few finite points to determine the parameters.</summary>
    NonFinite,

    /// <summary>Converged with a parameter on its bound.</summary>
    AtBound,
}

/// <summary>Whether a fit may be believed, and if not, why.</summary>
public enum FitVerdict : byte
{
    /// <summary>The parameters may be used.</summary>
    Good,

    /// <summary>Fewer finite points than the model needs.</summary>
    TooFewPoints,

    /// <summary>The data are not distinguishable from noise.</summary>
    NoiseOnly,

    /// <summary>More points are outliers than may be excluded.</summary>
    TooManyOutliers,

    /// <summary>The model does not describe the data.</summary>
    PoorFit,

    /// <summary>The solver did not converge.</summary>
    NotConverged,

    /// <summary>A parameter sits on its bound: the data do not determine it.</summary>
    Unresolved,
}
