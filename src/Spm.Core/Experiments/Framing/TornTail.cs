namespace Spm.Core.Experiments.Framing;

/// <summary>Takes an unfinished record off the end of a journal, so that nothing of it is lost.</summary>
internal static class TornTail
{
    private const int MostSideFiles = 100_000;

    /// <summary>Saves what lies behind <paramref name="end"/> into a new file beside the journal, on disk, then cuts it off; null when nothing lies there.</summary>
    /// <exception cref="IOException">There is no room for the file; then nothing is cut.</exception>
    public static JournalTail? Cut(IJournalMedium medium, string path, long end)
    {
        var bytes = medium.Length - end;
        if (bytes <= 0) return null;
        var side = NewFile(path);
        using (var file = new FileStream(side, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            var buffer = new byte[Math.Min(bytes, 1 << 20)];
            for (var at = end; at < end + bytes;)
            {
                var read = medium.Read(buffer, at);
                if (read == 0) throw new IOException($"Its end could not be read (from byte {at})");
                file.Write(buffer, 0, read);
                at += read;
            }

            file.Flush(flushToDisk: true);
        }

        FolderEntry.Flush(side);
        medium.SetLength(end);
        return new JournalTail(end, bytes, side);
    }

    private static string NewFile(string path)
    {
        for (var k = 1; k < MostSideFiles; k++)
        {
            var side = $"{path}.torn-{k}";
            if (!File.Exists(side)) return side;
        }

        throw new IOException($"There are {MostSideFiles} files of torn ends beside it; take them away");
    }
}
