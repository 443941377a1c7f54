using Spm.Core.Data;
using Spm.Core.Spectroscopy;

namespace Spm.Interactive.Views;

/// <summary>A force–distance curve as measured.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Approach">The way in.</param>
/// <param name="Retract">The way back.</param>
/// <param name="IsForce">True when the values are forces in N, false for deflections in m.</param>
/// <param name="SpringConstantNPerM">k, or null.</param>
internal sealed record ForceCurveData(string Title, ForceBranch Approach, ForceBranch Retract, bool IsForce, double? SpringConstantNPerM)
{
    public static double? Checked(double? springConstantNPerM) => springConstantNPerM is { } k && !(k > 0 && double.IsFinite(k))
        ? throw new ArgumentException($"A spring constant is above 0 N/m, such as 2.8, got {k}. Leave it out when it is not known.", nameof(springConstantNPerM))
        : springConstantNPerM;

    public static ForceCurveData Of(Dataset data, double? springConstantNPerM)
    {
        ArgumentNullException.ThrowIfNull(data);
        var z = data.Dimensions.Count > 0 ? data.Dimensions[^1] : null;
        if (data.IsComplex || z is null || z.Unit != "m" || z.Kind != DimensionKind.Spectroscopic || data.Unit is not ("m" or "N"))
            throw new ArgumentException($"A force curve is a deflection in m or a force in N over z in m; '{data.Name}' is {(data.IsComplex ? "complex " : "")}{data.Quantity} in '{data.Unit}' over {(z is null ? "nothing" : string.Join(", ", data.Dimensions))}.", nameof(data));
        var ways = data.Samples.Length / z.Length;
        if (ways > 2) throw new ArgumentException($"'{data.Name}' holds {ways} sweeps ({string.Join(", ", data.Dimensions)}); a force curve is one way in and one way back.", nameof(data));
        var samples = new double[data.Samples.Length];
        data.Samples.Read(0, samples);
        double[] there = samples[..z.Length], back = [.. samples[z.Length..].Reverse()], away = [.. z.Values.Reverse()];
        ForceBranch first = new(z.Values, there), second = ways == 2 ? new(away, back) : ForceBranch.None;
        // A sweep that began near the sample is a retract first.
        return z.Values[0] < z.Values[^1] && ways == 2 ? new(data.Name, second, first, data.Unit == "N", Checked(springConstantNPerM))
            : new(data.Name, z.Values[0] < z.Values[^1] ? new(away, [.. there.Reverse()]) : first, second, data.Unit == "N", Checked(springConstantNPerM));
    }
}
