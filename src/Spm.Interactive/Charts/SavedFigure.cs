using System.Globalization;

namespace Spm.Interactive.Charts;

/// <summary>A figure that has been written.</summary>
/// <param name="Path">Where.</param>
/// <param name="WidthMm">Width on paper.</param>
/// <param name="HeightMm">Height on paper.</param>
/// <param name="Bytes">Size of the file.</param>
public sealed record SavedFigure(string Path, double WidthMm, double HeightMm, long Bytes)
{
    /// <summary><c>fig.pdf: 86 × 60.4 mm, 24 kB</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}: {WidthMm:0.#} × {HeightMm:0.#} mm, {(Bytes + 999) / 1000} kB");
}
