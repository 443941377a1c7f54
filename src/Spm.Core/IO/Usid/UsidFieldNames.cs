using Spm.Core.Fitting;

namespace Spm.Core.IO.Usid;

/// <summary>What the members of a <c>Fit</c> compound are called: fixed names for SHO and loop fits, by which other programs find them.</summary>
internal static class UsidFieldNames
{
    /// <summary>The member that follows the parameters.</summary>
    public const string RSquared = "R2 Criterion";

    private static readonly string[] _sho = ["Amplitude [V]", "Frequency [Hz]", "Quality Factor", "Phase [rad]"];
    private static readonly string[] _loop = ["a_0", "a_1", "a_2", "a_3", "a_4", "b_0", "b_1", "b_2", "b_3"];

    /// <summary>One name per parameter, all different; the true units are in the attribute <c>field_units</c>.</summary>
    public static IReadOnlyList<string> Of(string model, IReadOnlyList<FitParameter> parameters)
    {
        if (model.Equals("sho", StringComparison.OrdinalIgnoreCase) && parameters.Count == _sho.Length) return _sho;
        if (model.StartsWith("loop", StringComparison.OrdinalIgnoreCase) && parameters.Count == _loop.Length) return _loop;
        var names = new List<string>();
        foreach (var parameter in parameters)
        {
            var name = parameter.Unit.Length > 0 ? $"{parameter.Name} [{parameter.Unit}]" : parameter.Name;
            while (names.Contains(name) || name == RSquared) name += "_";
            names.Add(name);
        }

        return names;
    }
}
