using Spm.Core.Fitting;

namespace Spm.Core.IO.Usid;

/// <summary>What the members of a <c>Fit</c> compound are called: fixed names for SHO and loop fits, by which other programs find them.</summary>
internal static class UsidFieldNames
{
    private static readonly string[] _sho = ["Amplitude [V]", "Frequency [Hz]", "Quality Factor", "Phase [rad]"];
    private static readonly string[] _loop = ["a_0", "a_1", "a_2", "a_3", "a_4", "b_0", "b_1", "b_2", "b_3"];

    /// <summary>One name per parameter, all different; the true units are in the attribute <c>field_units</c>.</summary>
    public static IReadOnlyList<string> Of(FitResult result)
    {
        if (result.Model.Equals("sho", StringComparison.OrdinalIgnoreCase) && result.Parameters.Count == _sho.Length) return _sho;
        if (result.Model.StartsWith("loop", StringComparison.OrdinalIgnoreCase) && result.Parameters.Count == _loop.Length) return _loop;
        var names = new List<string>();
        foreach (var parameter in result.Parameters)
        {
            var name = parameter.Unit.Length > 0 ? $"{parameter.Name} [{parameter.Unit}]" : parameter.Name;
            while (names.Contains(name) || name == "R2 Criterion") name += "_";
            names.Add(name);
        }

        return names;
    }
}
