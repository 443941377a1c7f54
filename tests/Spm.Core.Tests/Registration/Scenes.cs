using Spm.Core.Data;
using Spm.Core.Physics;

namespace Spm.Core.Tests.Registration;

/// <summary>Frames of one scene of Gaussian hills that goes on beyond them, seen at any shift.</summary>
internal static class Scenes
{
    public const double PixelM = 10e-9;

    /// <summary>The scene of the script that made skimage's numbers: 40 hills of 2 to 6 pixels.</summary>
    public static double[] Hills(int rows, int columns, double dy, double dx, double noise = 0, int seed = 0)
    {
        var image = new double[rows * columns];
        for (var k = 0; k < 40; k++)
        {
            var (y, x) = (k * 37 % 97 / 97.0 * (rows + 40) - 20 + dy, k * 53 % 89 / 89.0 * (columns + 40) - 20 + dx);
            var (s, a) = (2 + k * 17 % 23 / 23.0 * 4, k * 29 % 31 / 31.0 - 0.4);
            double[] down = [.. Enumerable.Range(0, rows).Select(i => a * Math.Exp(-(i - y) * (i - y) / (2 * s * s)))], across = [.. Enumerable.Range(0, columns).Select(j => Math.Exp(-(j - x) * (j - x) / (2 * s * s)))];
            for (var i = 0; i < image.Length; i++) image[i] += down[i / columns] * across[i % columns];
        }
        for (var i = 0; i < image.Length && noise > 0; i++)
        {
            var u = Math.Sin(i / columns * 12.9898 + i % columns * 78.233 + seed) * 43758.5453;
            image[i] += noise * (u - Math.Floor(u) - 0.5);
        }
        return image;
    }

    /// <summary>The scene moved by (dx, dy) pixels, with Gaussian noise.</summary>
    public static ScalarMap Frame(double dx, double dy, double noise = 0, int seed = 1, int rows = 96, int columns = 96)
    {
        var image = Hills(rows, columns, dy, dx);
        var random = new RandomSequence(seed, RandomPurpose.ImageNoise);
        return Map(rows, columns, (r, c) => image[r * columns + c] + (noise > 0 ? noise * random.NextGaussian() : 0));
    }

    public static ScalarMap Map(int rows, int columns, Func<int, int, double> value, bool isCyclic = false)
    {
        var values = new double[rows, columns];
        for (var i = 0; i < values.Length; i++) values[i / columns, i % columns] = value(i / columns, i % columns);
        return new("height", isCyclic ? "rad" : "m", Axis("X", columns), Axis("Y", rows), values, new string?[rows, columns], isCyclic);
    }

    private static Dimension Axis(string name, int count) => new(name, "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, (count - 1) * PixelM, count));
}
