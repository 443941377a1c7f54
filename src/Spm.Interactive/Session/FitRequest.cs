using Spm.Core.Fitting;

namespace Spm.Interactive.Session;

/// <summary>What a person asks of a fit, in the words of the command: numbers are still text, since their units depend on the data.</summary>
internal sealed record FitRequest
{
    /// <summary>A model's name, or a <see cref="FitModel"/>.</summary>
    public required object Model { get; init; }

    /// <summary>Name of the dimension to fit along.</summary>
    public string? Along { get; init; }

    /// <summary>huber or cauchy.</summary>
    public string? Loss { get; init; }

    /// <summary>The known noise, with a unit.</summary>
    public string? Noise { get; init; }

    /// <summary>SYMBOL=VALUE.</summary>
    public IReadOnlyList<string> Start { get; init; } = [];

    /// <summary>SYMBOL=LOW:HIGH.</summary>
    public IReadOnlyList<string> Bounds { get; init; } = [];

    /// <summary>SYMBOL=VALUE.</summary>
    public IReadOnlyList<string> Fix { get; init; } = [];

    /// <summary>keep or exclude.</summary>
    public string? Outliers { get; init; }

    /// <summary>The model's name.</summary>
    public string ModelName => Model as string ?? ((FitModel)Model).Name;

    /// <summary>The options that only the general engine takes, as far as they are given.</summary>
    public IEnumerable<string> GeneralOptions
    {
        get
        {
            if (Along is not null) yield return "--along";
            if (Noise is not null) yield return "--noise";
            if (Start.Count > 0) yield return "--start";
            if (Bounds.Count > 0) yield return "--bounds";
            if (Fix.Count > 0) yield return "--fix";
        }
    }
}
