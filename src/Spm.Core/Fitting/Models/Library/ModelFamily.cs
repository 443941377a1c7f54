namespace Spm.Core.Fitting;

/// <summary>What a name asks of its family.</summary>
/// <param name="Count">Number of peaks, degree…</param>
/// <param name="Background">Such as <c>line</c>; null for none.</param>
internal readonly record struct ModelVariant(int Count, string? Background);

/// <summary>Models that share a word: sums of so many peaks, degrees, backgrounds.</summary>
/// <param name="Name">The word.</param>
/// <param name="Make">Makes the model of a variant that is within bounds.</param>
internal sealed record ModelFamily(string Name, Func<ModelVariant, FitModel> Make)
{
    /// <summary>Least count.</summary>
    public int Least { get; init; } = 1;

    /// <summary>Largest count.</summary>
    public int Most { get; init; } = 1;

    /// <summary>Count when none is given; null when one must be.</summary>
    public int? Usual { get; init; } = 1;

    /// <summary>What the count counts; null when there is none.</summary>
    public string? CountIs { get; init; }

    /// <summary>Backgrounds that can be added.</summary>
    public IReadOnlyList<string> Backgrounds { get; init; } = [];

    /// <summary>How its names are written, optional parts in brackets.</summary>
    public string Spelling
    {
        get
        {
            var range = Least == Most ? $"{Least}" : $"{Least}-{Most}";
            var count = CountIs is null ? "" : Usual is null ? $":{range}" : $"[:{range}]";
            return Name + count + (Backgrounds.Count == 0 ? "" : $"[{string.Join("|", Backgrounds.Select(b => "+" + b))}]");
        }
    }
}
