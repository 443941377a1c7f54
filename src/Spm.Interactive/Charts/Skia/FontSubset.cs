using System.Buffers.Binary;

namespace Spm.Interactive.Charts.Skia;

/// <summary>
/// Cuts a TrueType font down to the outlines of the letters used; the glyphs keep their numbers. Skia embeds the file it is given as it is: with whole fonts a PDF of a few curves
/// would weigh 330 kB. Source: OpenType 1.9, chapters "Font file", "glyf", "loca", "hmtx", "cmap" (subtable format 12).
/// </summary>
internal static class FontSubset
{
    private const ushort _argumentsAreWords = 1, _hasScale = 8, _moreComponents = 32, _hasXyScale = 64, _hasMatrix = 128;
    private const int _headLocaFormat = 50, _headChecksum = 8, _hheaMetrics = 34, _longMetric = 4;

    private static readonly string[] _kept = ["OS/2", "head", "hhea", "maxp", "name"];

    /// <summary>The font of these letters.</summary>
    /// <param name="font">A font with TrueType outlines.</param>
    /// <param name="letters">Code points and the glyphs that show them; glyph 0, which says that a letter is missing, is always kept.</param>
    public static byte[] Of(byte[] font, IEnumerable<(int CodePoint, int Glyph)> letters)
    {
        var tables = Tables(font);
        (int CodePoint, int Glyph)[] map = [.. letters.Where(letter => letter.Glyph > 0).Distinct().OrderBy(letter => letter.CodePoint)];
        var offsets = Offsets(tables["loca"], isLong: tables["head"][_headLocaFormat + 1] == 1);
        var used = Closed(tables["glyf"], offsets, map.Select(letter => letter.Glyph).Append(0));
        var kept = _kept.ToDictionary(name => name, name => tables[name], StringComparer.Ordinal);
        (kept["glyf"], kept["loca"]) = Outlines(tables["glyf"], offsets, used);
        kept["hmtx"] = Widths(tables["hmtx"], BinaryPrimitives.ReadUInt16BigEndian(tables["hhea"].AsSpan(_hheaMetrics)), used);
        kept["cmap"] = CharacterMap(map);
        kept["post"] = [0, 3, 0, 0, .. new byte[28]]; // version 3: no names of glyphs
        kept["head"] = [.. tables["head"]];
        kept["head"][_headLocaFormat + 1] = 1;
        kept["head"].AsSpan(_headChecksum, sizeof(uint)).Clear();
        return File(kept);
    }

    private static Dictionary<string, byte[]> Tables(byte[] font)
    {
        var tables = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(4)); i++)
        {
            var entry = font.AsSpan(12 + 16 * i);
            var (offset, length) = ((int)BinaryPrimitives.ReadUInt32BigEndian(entry[8..]), (int)BinaryPrimitives.ReadUInt32BigEndian(entry[12..]));
            tables[System.Text.Encoding.ASCII.GetString(entry[..4])] = font[offset..(offset + length)];
        }
        return tables;
    }

    private static int[] Offsets(byte[] loca, bool isLong)
    {
        var offsets = new int[loca.Length / (isLong ? 4 : 2)];
        for (var i = 0; i < offsets.Length; i++)
            offsets[i] = isLong ? (int)BinaryPrimitives.ReadUInt32BigEndian(loca.AsSpan(4 * i)) : 2 * BinaryPrimitives.ReadUInt16BigEndian(loca.AsSpan(2 * i));
        return offsets;
    }

    /// <summary>The glyphs and those they are composed of.</summary>
    private static HashSet<int> Closed(byte[] glyf, int[] offsets, IEnumerable<int> glyphs)
    {
        var (all, waiting) = (new HashSet<int>(), new Stack<int>(glyphs));
        while (waiting.TryPop(out var glyph))
        {
            if (!all.Add(glyph) || offsets[glyph] == offsets[glyph + 1]) continue;
            var outline = glyf.AsSpan(offsets[glyph]..offsets[glyph + 1]);
            if (BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) continue;
            ushort flags;
            var at = 10;
            do
            {
                flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
                waiting.Push(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]));
                at += 4 + ((flags & _argumentsAreWords) != 0 ? 4 : 2) + ((flags & _hasScale) != 0 ? 2 : (flags & _hasXyScale) != 0 ? 4 : (flags & _hasMatrix) != 0 ? 8 : 0);
            }
            while ((flags & _moreComponents) != 0);
        }
        return all;
    }

    private static (byte[] Glyf, byte[] Loca) Outlines(byte[] glyf, int[] offsets, HashSet<int> used)
    {
        using var outlines = new MemoryStream();
        var loca = new byte[4 * offsets.Length];
        for (var glyph = 0; glyph < offsets.Length; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * glyph), (uint)outlines.Length);
            if (glyph + 1 < offsets.Length && used.Contains(glyph)) outlines.Write(glyf, offsets[glyph], offsets[glyph + 1] - offsets[glyph]);
            while (outlines.Length % 4 != 0) outlines.WriteByte(0);
        }
        return (outlines.ToArray(), loca);
    }

    private static byte[] Widths(byte[] hmtx, int metrics, HashSet<int> used)
    {
        var widths = (byte[])hmtx.Clone();
        for (var glyph = 0; glyph < metrics - 1; glyph++)
            if (!used.Contains(glyph))
                widths.AsSpan(_longMetric * glyph, _longMetric).Clear();
        return widths;
    }

    private static byte[] CharacterMap((int CodePoint, int Glyph)[] map)
    {
        const int Header = 12, Start = 16;
        var table = new byte[Header + Start + 12 * map.Length];
        Write(table, 0, [0, 0, 0, 1, 0, 3, 0, 10]); // version 0, one subtable: Windows, all of Unicode
        BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(8), Header);
        table[Header + 1] = 12;
        BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(Header + 4), Start + 12 * map.Length);
        BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(Header + 12), map.Length);
        for (var i = 0; i < map.Length; i++)
        {
            var group = table.AsSpan(Header + Start + 12 * i);
            BinaryPrimitives.WriteInt32BigEndian(group, map[i].CodePoint);
            BinaryPrimitives.WriteInt32BigEndian(group[4..], map[i].CodePoint);
            BinaryPrimitives.WriteInt32BigEndian(group[8..], map[i].Glyph);
        }
        return table;
    }

    private static byte[] File(Dictionary<string, byte[]> tables)
    {
        using var file = new MemoryStream();
        var names = tables.Keys.Order(StringComparer.Ordinal).ToArray();
        var directory = new byte[12 + 16 * names.Length];
        var log2 = (int)Math.Log2(names.Length);
        BinaryPrimitives.WriteUInt32BigEndian(directory, 0x00010000);
        foreach (var (i, value) in new[] { names.Length, 16 << log2, log2, 16 * names.Length - (16 << log2) }.Index())
            BinaryPrimitives.WriteUInt16BigEndian(directory.AsSpan(4 + 2 * i), (ushort)value);
        file.Write(directory);
        foreach (var (i, name) in names.Index())
        {
            var entry = directory.AsSpan(12 + 16 * i);
            System.Text.Encoding.ASCII.GetBytes(name).CopyTo(entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Checksum(tables[name]));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)file.Length);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)tables[name].Length);
            file.Write(tables[name]);
            while (file.Length % 4 != 0) file.WriteByte(0);
        }
        file.Position = 0;
        file.Write(directory);
        return file.ToArray();
    }

    private static uint Checksum(byte[] table)
    {
        var sum = 0u;
        Span<byte> word = stackalloc byte[4];
        for (var i = 0; i < table.Length; i += 4)
        {
            word.Clear();
            table.AsSpan(i, Math.Min(4, table.Length - i)).CopyTo(word);
            sum += BinaryPrimitives.ReadUInt32BigEndian(word);
        }
        return sum;
    }

    private static void Write(byte[] table, int at, ReadOnlySpan<byte> bytes) => bytes.CopyTo(table.AsSpan(at));
}
