namespace Spm.Core.Data;

/// <summary>What one line has in common with the next.</summary>
public enum LineReference
{
    /// <summary>The median of z[row, column] − z[row − 1, column] is 0: right where most of a line continues in the next.</summary>
    MedianOfDifferences,

    /// <summary>The median of each line is 0: right where most of every line is substrate.</summary>
    Median,

    /// <summary>The mean of each line is 0; features pull their line down.</summary>
    Mean,
}

/// <summary>Takes an offset off every line (row, the fast axis) and then the mean off the whole map. A line without good pixels has the offset of the line before.</summary>
/// <param name="Reference">How the offset of a line is found.</param>
public sealed record LineLevelling(LineReference Reference) : Levelling
{
    /// <inheritdoc/>
    public override string Words => Reference switch
    {
        LineReference.MedianOfDifferences => "lines by the median of differences",
        LineReference.Median => "median of each line",
        LineReference.Mean => "mean of each line",
        _ => throw new InvalidOperationException($"There is no line reference {Reference}."),
    };

    private protected override ScalarMap Level(ScalarMap map)
    {
        var (rows, columns) = (map.Values.GetLength(0), map.Values.GetLength(1));
        var values = (double[,])map.Values.Clone();
        var (offset, sum, count) = (0.0, 0.0, 0);
        for (var row = 0; row < rows; row++)
        {
            offset = OffsetOf(map, row, offset);
            for (var column = 0; column < columns; column++)
            {
                values[row, column] -= offset;
                if (IsGood(map, row, column)) (sum, count) = (sum + values[row, column], count + 1);
            }
        }
        for (var i = 0; count > 0 && i < values.Length; i++) values[i / columns, i % columns] -= sum / count;
        return map with { Values = values };
    }

    private double OffsetOf(ScalarMap map, int row, double before)
    {
        var columns = Enumerable.Range(0, map.Values.GetLength(1)).Where(column => IsGood(map, row, column));
        if (Reference == LineReference.MedianOfDifferences)
            return row == 0 ? 0 : before + (Median([.. columns.Where(c => IsGood(map, row - 1, c)).Select(c => map.Values[row, c] - map.Values[row - 1, c])]) ?? 0);
        double[] line = [.. columns.Select(column => map.Values[row, column])];
        return line.Length == 0 ? before : Reference == LineReference.Mean ? line.Average() : Median(line)!.Value;
    }

    private static double? Median(double[] values)
    {
        if (values.Length == 0) return null;
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
