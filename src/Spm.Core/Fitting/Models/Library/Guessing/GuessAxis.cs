namespace Spm.Core.Fitting.Models;

/// <summary>
/// An abscissa and the order that sorts it. The spectra of a batch share theirs, so that a thread keeps the last few and neither sorts
/// again nor builds again what hangs on the abscissa alone (see <see cref="ShapeTable{TFunction}"/>).
/// </summary>
internal sealed class GuessAxis
{
    /// <summary>One for the whole abscissa, one for that of a spectrum with points left out.</summary>
    private const int Kept = 2;

    [ThreadStatic]
    private static GuessAxis[]? _own;

    private double[] _asGiven = [], _sorted = [];
    private int[] _order = [];
    private int _count;
    private bool _isSorted;

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<double> Sorted => _sorted.AsSpan(0, _count);

    /// <summary>The axis of an abscissa, new or as it was made before.</summary>
    public static GuessAxis Of(ReadOnlySpan<double> x)
    {
        var own = _own ??= [.. Enumerable.Range(0, Kept).Select(_ => new GuessAxis())];
        var found = 0;
        while (found < Kept - 1 && !own[found].IsFor(x)) found++;
        var axis = own[found];
        if (!axis.IsFor(x)) axis.Make(x);
        // The one used last comes first; the one that was not used for longest is made anew.
        for (; found > 0; found--) own[found] = own[found - 1];
        own[0] = axis;
        return axis;
    }

    /// <summary>Data in the order of the sorted abscissa.</summary>
    public void Sort(ReadOnlySpan<double> y, Span<double> sorted)
    {
        if (_isSorted)
        {
            y.CopyTo(sorted);
            return;
        }
        for (var k = 0; k < _count; k++) sorted[k] = y[_order[k]];
    }

    /// <summary>Interleaved complex data in that order, real parts before imaginary ones.</summary>
    public void SortComplex(ReadOnlySpan<double> y, Span<double> sorted)
    {
        for (var k = 0; k < _count; k++) (sorted[k], sorted[_count + k]) = (y[2 * _order[k]], y[2 * _order[k] + 1]);
    }

    private bool IsFor(ReadOnlySpan<double> x) => x.SequenceEqual(_asGiven.AsSpan(0, _count)) && _count > 0;

    private void Make(ReadOnlySpan<double> x)
    {
        _count = x.Length;
        if (_order.Length < _count) (_asGiven, _sorted, _order) = (new double[_count], new double[_count], new int[_count]);
        x.CopyTo(_asGiven);
        x.CopyTo(_sorted);
        for (var k = 0; k < _count; k++) _order[k] = k;
        _sorted.AsSpan(0, _count).Sort(_order.AsSpan(0, _count));
        _isSorted = true;
        for (var k = 0; k < _count; k++) _isSorted &= _order[k] == k;
    }
}
