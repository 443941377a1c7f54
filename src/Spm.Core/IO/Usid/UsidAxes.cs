using Spm.Core.Data;

namespace Spm.Core.IO.Usid;

/// <summary>
/// Finds the grid in a USID table. The specification puts the fastest dimension first, current writers the slowest, so neither is
/// believed: dimensions are sorted by how often their index changes from item to item.
/// </summary>
internal static class UsidAxes
{
    /// <summary>Values are stored as float32; positions may be measured ones and scatter by a part of the step.</summary>
    private const double StoredPrecision = 1e-5, PositionScatter = 0.25;

    /// <summary>The dimensions, slowest first, so that item numbers are their row-major index; one dimension when there is no such grid.</summary>
    public static List<Dimension> Dimensions(UsidTable table, List<string> notes)
    {
        var axes = Enumerable.Range(0, table.Labels.Length)
            .Select(k => new Axis(k, Ranks(table.Indices[k], out var length), length))
            .OrderBy(a => Changes(a.Index)).ToList();
        if (!IsGrid(axes, table.Count)) return [Single(table, $"the {Word(table)} are no full grid of {string.Join(", ", table.Labels)}", notes)];
        for (var k = 0; k < axes.Count; k++)
        {
            if (DependsOnlyOn(table, axes, k, k, k)) continue;
            if (table.Kind == DimensionKind.Spatial) return [Single(table, $"values of {table.Labels[axes[k].Dimension]} differ within a row or column", notes)];
            var (low, high) = (k, k);
            while (!DependsOnlyOn(table, axes, k, low, high)) (low, high) = low > 0 ? (low - 1, high) : (low, high + 1);
            var merged = Merge(axes, k, low, high);
            notes.Add($"{table.Labels[axes[k].Dimension]} takes other values for each {string.Join(", ", axes[low..(high + 1)].Where(a => a.Dimension != axes[k].Dimension).Select(a => table.Labels[a.Dimension]))}; they are one dimension here.");
            axes.RemoveRange(low, high - low + 1);
            axes.Insert(low, merged);
            k = -1;
        }

        return [.. axes.Select(a => ToDimension(table, a))];
    }

    private static Dimension ToDimension(UsidTable table, Axis axis)
    {
        var values = new double[axis.Length];
        for (var item = table.Count - 1; item >= 0; item--) values[axis.Index[item]] = table.Values[axis.Dimension][item];
        return new Dimension(table.Labels[axis.Dimension], table.Labels[axis.Dimension], table.Units[axis.Dimension], table.Kind, values);
    }

    /// <summary>Each index as its order of first appearance, 0 to length − 1.</summary>
    private static int[] Ranks(double[] indices, out int length)
    {
        var rankOf = new Dictionary<double, int>();
        var ranks = Array.ConvertAll(indices, index => rankOf.TryGetValue(index, out var rank) ? rank : rankOf[index] = rankOf.Count);
        length = rankOf.Count;
        return ranks;
    }

    private static int Changes(int[] index) => Enumerable.Range(1, Math.Max(index.Length - 1, 0)).Count(i => index[i] != index[i - 1]);

    /// <summary>True when item i has the row-major index i.</summary>
    private static bool IsGrid(List<Axis> axes, int count)
    {
        if (axes.Aggregate(1L, (product, a) => product * a.Length) != count) return false;
        for (var item = 0; item < count; item++)
        {
            var index = 0L;
            foreach (var axis in axes) index = index * axis.Length + axis.Index[item];
            if (index != item) return false;
        }

        return true;
    }

    /// <summary>True when the values of axis <paramref name="k"/> are a function of the indices of axes <paramref name="low"/> to <paramref name="high"/>.</summary>
    private static bool DependsOnlyOn(UsidTable table, List<Axis> axes, int k, int low, int high)
    {
        var values = table.Values[axes[k].Dimension];
        var merged = Merge(axes, k, low, high);
        var first = new double[merged.Length];
        Array.Fill(first, double.NaN);
        var range = values.Max() - values.Min();
        var tolerance = range * (table.Kind == DimensionKind.Spatial ? PositionScatter / Math.Max(axes[k].Length - 1, 1) : StoredPrecision);
        for (var item = 0; item < table.Count; item++)
        {
            ref var known = ref first[merged.Index[item]];
            if (double.IsNaN(known)) known = values[item];
            else if (Math.Abs(values[item] - known) > tolerance) return false;
        }

        return true;
    }

    private static Axis Merge(List<Axis> axes, int k, int low, int high)
    {
        if (low == high) return axes[low];
        var index = new int[axes[0].Index.Length];
        var length = 1;
        foreach (var axis in axes[low..(high + 1)])
        {
            for (var item = 0; item < index.Length; item++) index[item] = index[item] * axis.Length + axis.Index[item];
            length *= axis.Length;
        }

        return new Axis(axes[k].Dimension, index, length);
    }

    /// <summary>One dimension that numbers the items; with a single label its values are kept.</summary>
    private static Dimension Single(UsidTable table, string reason, List<string> notes)
    {
        var name = table.Kind == DimensionKind.Spatial ? "Position" : "Step";
        notes.Add($"{char.ToUpperInvariant(reason[0])}{reason[1..]}: they are one dimension '{name}' here.");
        return table.Labels is [var label]
            ? new Dimension(label, label, table.Units[0], table.Kind, table.Values[0])
            : new Dimension(name, "Index", "", table.Kind, [.. Enumerable.Range(0, table.Count).Select(i => (double)i)]);
    }

    private static string Word(UsidTable table) => table.Kind == DimensionKind.Spatial ? "positions" : "spectroscopic steps";

    /// <summary>A grid axis: which dimension its values come from, the index at each item.</summary>
    private sealed record Axis(int Dimension, int[] Index, int Length);
}
