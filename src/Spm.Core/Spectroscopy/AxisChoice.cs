using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Core.Spectroscopy;

/// <summary>Which dimension an analysis runs along: the one named, else the one whose name or unit says so.</summary>
internal static class AxisChoice
{
    /// <summary>Index of the spectroscopic dimension of this name, in any case.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static int Named(Dataset source, string name)
    {
        for (var i = 0; i < source.Dimensions.Count; i++)
            if (source.Dimensions[i].Kind == DimensionKind.Spectroscopic && source.Dimensions[i].Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
                return i;
        throw new ArgumentException($"'{source.Name}' has no spectroscopic dimension '{name}'. {There(source)}", nameof(name));
    }

    /// <summary>Index of the only spectroscopic dimension whose name or quantity holds one of the words; −1 when there is not exactly one.</summary>
    public static int Matching(Dataset source, params string[] words)
    {
        var found = Spectroscopic(source).Where(i => Array.Exists(words, w =>
            source.Dimensions[i].Name.Contains(w, StringComparison.OrdinalIgnoreCase) || source.Dimensions[i].Quantity.Contains(w, StringComparison.OrdinalIgnoreCase))).ToArray();
        return found.Length == 1 ? found[0] : -1;
    }

    /// <summary>Index of the bias dimension: the one named, else the only one in V besides <paramref name="other"/>.</summary>
    /// <exception cref="ArgumentException">There is none or more than one, or it is not in V.</exception>
    public static int Bias(Dataset source, string? name, int other, string analysis)
    {
        var found = name is null
            ? Spectroscopic(source).Where(i => i != other && BiasAxis.Is(source.Dimensions[i])).ToArray()
            : [Named(source, name)];
        if (found.Length != 1)
            throw new ArgumentException($"'{source.Name}' has {(found.Length == 0 ? "no" : $"{found.Length}")} spectroscopic dimension{(found.Length > 1 ? "s" : "")} in V to sweep; {analysis} need one. Name it in the options. {There(source)}", nameof(source));
        return source.Dimensions[found[0]].Unit == "V" ? found[0]
            : throw new ArgumentException($"{source.Dimensions[found[0]]} is not in V; bring the bias to V first.", nameof(source));
    }

    /// <summary>Index of the time dimension: the one named, else the only spectroscopic one in s or a multiple of it.</summary>
    /// <exception cref="ArgumentException">There is none or more than one.</exception>
    public static int Time(Dataset source, string? name, string analysis)
    {
        if (name is not null)
            return Named(source, name);
        var found = Spectroscopic(source).Where(i => UnitSymbol.Parse(source.Dimensions[i].Unit).Base == "s").ToArray();
        return found.Length == 1 ? found[0]
            : throw new ArgumentException($"'{source.Name}' has {(found.Length == 0 ? "no" : $"{found.Length}")} spectroscopic dimension{(found.Length > 1 ? "s" : "")} in s; {analysis} needs one. Name it in the options. {There(source)}", nameof(source));
    }

    /// <summary>The dimensions there are, for messages.</summary>
    public static string There(Dataset source) =>
        $"Dimensions there are: {string.Join(", ", source.Dimensions.Select(d => $"{d.Name} ({d.Kind.ToString().ToLowerInvariant()}, {d.Length} points, {(d.Unit.Length > 0 ? d.Unit : "no unit")})").DefaultIfEmpty("none"))}.";

    private static IEnumerable<int> Spectroscopic(Dataset source) =>
        Enumerable.Range(0, source.Dimensions.Count).Where(i => source.Dimensions[i].Kind == DimensionKind.Spectroscopic);
}
