namespace Spm.Core.Instruments.Paths;

/// <summary>Points of a grid, each measured for the dwell time.</summary>
public sealed record GridPath : FramePath
{
    /// <summary>A grid of 20 × 20 points of 1 s.</summary>
    public GridPath() => (Rows, Columns, DwellS) = (20, 20, 1);

    /// <summary>Lines in turn there and back; false goes back to the start of each line.</summary>
    public bool IsSerpentine { get; init; } = true;

    /// <inheritdoc/>
    public override string Title => "grid of points";

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        base.CheckSettings();
        CheckCount((double)Rows * Columns, "Measure fewer points.");
    }

    /// <inheritdoc/>
    protected override PathPoint[] Build() =>
        [.. Enumerable.Range(0, Rows * Columns).Select(i => (Row: i / Columns, Column: i % Columns)).Select(p => PixelAt(p.Row, IsSerpentine && p.Row % 2 == 1 ? Columns - 1 - p.Column : p.Column))];
}
