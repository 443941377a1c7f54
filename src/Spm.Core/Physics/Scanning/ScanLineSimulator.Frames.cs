namespace Spm.Core.Physics.Scanning;

/// <summary>Whole frames.</summary>
public sealed partial class ScanLineSimulator
{
    /// <summary>
    /// Moves to a frame and scans its lines, one by one as they are asked for; line k of the sequence has the number
    /// <paramref name="firstNumber"/> + k. Stop asking, and the tip stays where it is.
    /// </summary>
    /// <param name="state">The scanner; is changed.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="firstNumber">Number of the first line; another for every frame, so that frames have different noise.</param>
    /// <param name="cancellationToken">Stops at the next pixel.</param>
    /// <exception cref="ArgumentException">The frame is impossible.</exception>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    public IEnumerable<(int Row, ScanLine Line)> ScanFrame(ScannerState state, RasterFrame frame, long firstNumber, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(frame);
        frame.Check();
        return Lines();

        IEnumerable<(int, ScanLine)> Lines()
        {
            var first = frame.Line(frame.Downwards ? frame.Rows - 1 : 0);
            MoveTo(state, first.StartXM, first.StartYM, cancellationToken);
            for (var k = 0; k < frame.Rows; k++)
            {
                var row = frame.Downwards ? frame.Rows - 1 - k : k;
                yield return (row, Scan(state, frame.Line(row), firstNumber + k, cancellationToken));
            }
        }
    }
}
