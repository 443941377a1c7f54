using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Core.IO.FitFiles;

/// <summary>A finished fit on its way into a file: what it is, and its rows from the first to the last.</summary>
internal abstract class FitRowSource
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Parameters in the model's order.</summary>
    public required IReadOnlyList<FitParameter> Parameters { get; init; }

    /// <summary>The source's dimensions without the fitted one.</summary>
    public required IReadOnlyList<Dimension> Dimensions { get; init; }

    /// <summary>The fitted dimension.</summary>
    public required Dimension FitDimension { get; init; }

    /// <summary>The data.</summary>
    public required Dataset Source { get; init; }

    /// <summary>How the result came to be.</summary>
    public required IReadOnlyList<ProvenanceStep> Provenance { get; init; }

    /// <summary>True when a point of a fit was left out.</summary>
    public bool HasExcluded { get; init; }

    /// <summary>True when costs are known.</summary>
    public bool HasCost { get; init; }

    /// <summary>Number of fits.</summary>
    public long Count => Dimensions.Aggregate(1L, (product, d) => product * d.Length);

    /// <summary>The rows, in order; a block is valid until the next one is asked for.</summary>
    public abstract IEnumerable<FitBlock> Blocks();
}

/// <summary>The rows of a result in memory.</summary>
internal sealed class FitResultRows(FitResult result) : FitRowSource
{
    private const int FitsPerBlock = 4096;

    /// <summary>The rows of <paramref name="result"/>.</summary>
    public static FitResultRows Of(FitResult result) => new(result)
    {
        Model = result.Model,
        Parameters = result.Parameters,
        Dimensions = result.Dimensions,
        FitDimension = result.FitDimension,
        Source = result.Source,
        Provenance = result.Provenance,
        HasExcluded = result.Excluded is not null,
        HasCost = result.Cost is not null,
    };

    /// <inheritdoc/>
    public override IEnumerable<FitBlock> Blocks()
    {
        var block = new FitBlock(Math.Min(FitsPerBlock, result.Count), Parameters.Count, FitDimension.Length);
        for (var first = 0; first < result.Count; first += FitsPerBlock)
        {
            Fill(block, first, Math.Min(FitsPerBlock, result.Count - first));
            yield return block;
        }
    }

    private void Fill(FitBlock block, int first, int count)
    {
        var (parameters, points) = (Parameters.Count, FitDimension.Length);
        block.Clear(count);
        var rows = block.Rows;
        result.Values.AsSpan(first * parameters, count * parameters).CopyTo(rows.Values);
        result.StandardErrors.AsSpan(first * parameters, count * parameters).CopyTo(rows.StandardErrors);
        result.RSquared.AsSpan(first, count).CopyTo(rows.RSquared);
        result.Iterations.AsSpan(first, count).CopyTo(rows.Iterations);
        result.Status.AsSpan(first, count).CopyTo(rows.Status);
        result.Verdict.AsSpan(first, count).CopyTo(rows.Verdict);
        result.Cost?.AsSpan(first, count).CopyTo(rows.Cost);
        if (result.Excluded is { } excluded) excluded.AsSpan(checked(first * points), count * points).CopyTo(rows.Excluded);
    }
}

/// <summary>The rows of a fit that has been finished block by block.</summary>
/// <param name="partial">The blocks, all of them.</param>
/// <param name="pipeline">Their number and size.</param>
internal sealed class PartialFitRows(PartialFit partial, FitPipeline pipeline) : FitRowSource
{
    /// <inheritdoc/>
    public override IEnumerable<FitBlock> Blocks()
    {
        var rows = pipeline.NewBlock();
        var scratch = new byte[PartialFit.ScratchBytes(rows)];
        for (var block = 0L; block < pipeline.BlockCount; block++)
        {
            partial.Read(block, rows, scratch);
            yield return rows;
        }
    }
}
