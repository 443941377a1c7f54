using Spm.Interactive.Charts;

namespace Spm.Interactive.Tests.Charts;

/// <summary>
/// What a person sees who lacks one kind of cone: matrices in linear light for complete deficiency.
/// Source: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, IEEE Trans. Vis. Comput. Graph. 15, 1291 (2009), table of severity 1.0.
/// </summary>
internal static class ColourVision
{
    public static IReadOnlyDictionary<string, double[]> Deficiencies { get; } = new Dictionary<string, double[]>(StringComparer.Ordinal)
    {
        ["protanopia"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["deuteranopia"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["tritanopia"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    };

    /// <summary>The colour as it is seen.</summary>
    public static OkLab Seen(int rgb, double[] matrix)
    {
        var (r, g, b) = OkLab.FromSrgb(rgb).ToLinear();
        return OkLab.FromSrgb((Part(0) << 16) | (Part(3) << 8) | Part(6));

        int Part(int row)
        {
            var linear = Math.Clamp(matrix[row] * r + matrix[row + 1] * g + matrix[row + 2] * b, 0, 1);
            return (int)Math.Round(255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055));
        }
    }
}
