using System.Runtime.InteropServices;
using Spm.Core.Fitting;

namespace Spm.Core.IO.FitFiles;

/// <summary>The rows of consecutive fits and how they are put into bytes: arrays one after the other, points left out as one bit each.</summary>
/// <param name="capacity">Most fits it holds.</param>
/// <param name="parameters">Parameters per fit.</param>
/// <param name="points">Points per fit.</param>
internal sealed class FitBlock(int capacity, int parameters, int points)
{
    private readonly double[] _values = new double[checked(capacity * parameters)], _errors = new double[capacity * parameters];
    private readonly double[] _rSquared = new double[capacity], _cost = new double[capacity];
    private readonly int[] _iterations = new int[capacity];
    private readonly FitStatus[] _status = new FitStatus[capacity];
    private readonly FitVerdict[] _verdict = new FitVerdict[capacity];
    private readonly bool[] _excluded = new bool[checked(capacity * points)];

    /// <summary>Number of fits.</summary>
    public int Count { get; private set; }

    /// <summary>The rows.</summary>
    public FitRows Rows => new()
    {
        Values = _values.AsSpan(0, Count * parameters),
        StandardErrors = _errors.AsSpan(0, Count * parameters),
        RSquared = _rSquared.AsSpan(0, Count),
        Cost = _cost.AsSpan(0, Count),
        Iterations = _iterations.AsSpan(0, Count),
        Status = _status.AsSpan(0, Count),
        Verdict = _verdict.AsSpan(0, Count),
        Excluded = _excluded.AsSpan(0, Count * points),
        ExcludedIsClear = true,
    };

    /// <summary>Begins anew with so many fits: no point left out, no cost known.</summary>
    public void Clear(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, capacity);
        Count = count;
        Rows.Excluded.Clear();
        Rows.Cost.Fill(double.NaN);
    }

    /// <summary>Most bytes that <see cref="Encode"/> writes.</summary>
    public int MostBytes => capacity * FixedBytes + 1 + (capacity * points + 7) / 8;

    private int FixedBytes => 16 * parameters + 8 + 8 + 4 + 1 + 1;

    /// <summary>Writes the rows into <paramref name="target"/> and says how many bytes they take.</summary>
    public int Encode(Span<byte> target)
    {
        var rows = Rows;
        var at = 0;
        Put(target, MemoryMarshal.AsBytes(rows.Values));
        Put(target, MemoryMarshal.AsBytes(rows.StandardErrors));
        Put(target, MemoryMarshal.AsBytes(rows.RSquared));
        Put(target, MemoryMarshal.AsBytes(rows.Cost));
        Put(target, MemoryMarshal.AsBytes(rows.Iterations));
        Put(target, MemoryMarshal.AsBytes(rows.Status));
        Put(target, MemoryMarshal.AsBytes(rows.Verdict));
        var any = rows.Excluded.Contains(true);
        target[at++] = any ? (byte)1 : (byte)0;
        if (!any) return at;
        var bits = target.Slice(at, (rows.Excluded.Length + 7) / 8);
        bits.Clear();
        for (var k = 0; k < rows.Excluded.Length; k++)
            if (rows.Excluded[k]) bits[k >> 3] |= (byte)(1 << (k & 7));
        return at + bits.Length;

        void Put(Span<byte> to, ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(to[at..]);
            at += bytes.Length;
        }
    }

    /// <summary>The opposite of <see cref="Encode"/>; false when the bytes are not as many as these fits take.</summary>
    public bool TryDecode(ReadOnlySpan<byte> source, int count)
    {
        if (count < 0 || count > capacity || source.Length < count * FixedBytes + 1) return false;
        Clear(count);
        var rows = Rows;
        var rest = Take(source, MemoryMarshal.AsBytes(rows.Values));
        rest = Take(rest, MemoryMarshal.AsBytes(rows.StandardErrors));
        rest = Take(rest, MemoryMarshal.AsBytes(rows.RSquared));
        rest = Take(rest, MemoryMarshal.AsBytes(rows.Cost));
        rest = Take(rest, MemoryMarshal.AsBytes(rows.Iterations));
        rest = Take(rest, MemoryMarshal.AsBytes(rows.Status));
        rest = Take(rest, MemoryMarshal.AsBytes(rows.Verdict));
        var any = rest[0] == 1;
        var bits = rest[1..];
        if (bits.Length != (any ? (rows.Excluded.Length + 7) / 8 : 0)) return false;
        for (var k = 0; any && k < rows.Excluded.Length; k++) rows.Excluded[k] = (bits[k >> 3] >> (k & 7) & 1) == 1;
        return true;
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> source, Span<byte> target)
    {
        source[..target.Length].CopyTo(target);
        return source[target.Length..];
    }
}
