using System.Text.Json;

namespace Spm.Kernel.Server;

/// <summary>
/// What a process that dies cannot say itself: while a cell runs, its number and first line stand in a file beside the connection file. Jupyter starts
/// a new process with the same connection file; that one finds the note, and tells the person which cell was the last.
/// </summary>
internal sealed class CrashNote
{
    private readonly string _path;
    private string? _left;

    /// <summary>The note of the kernel with this connection file.</summary>
    public CrashNote(string connectionFile)
    {
        _path = connectionFile + ".running";
        _left = Read();
        File.Delete(_path);
    }

    /// <summary>A cell begins.</summary>
    public void Begin(int count, string code)
    {
        var first = code.AsSpan().Trim();
        var end = first.IndexOf('\n');
        File.WriteAllText(_path, JsonSerializer.Serialize([count.ToString(System.Globalization.CultureInfo.InvariantCulture), new string(end < 0 ? first : first[..end].TrimEnd())], NoteJson.Default.StringArray));
    }

    /// <summary>The cell has ended, or the kernel ends as it should.</summary>
    public void End() => File.Delete(_path);

    /// <summary>What to tell of the process before this one; null when it ended as it should, and after it was told once.</summary>
    public string? Take() => Interlocked.Exchange(ref _left, null);

    private string? Read()
    {
        if (!File.Exists(_path)) return null;
        try
        {
            if (JsonSerializer.Deserialize(File.ReadAllText(_path), NoteJson.Default.StringArray) is not [var count, var line]) return null;
            return $"The kernel's process died while it ran cell [{count}], «{line}», and was started anew: all variables are gone. "
                + "A library of native code that failed, or too little memory, does that; .NET cannot go on after it. Run the cells you need again.\n";
        }
        catch (JsonException)
        {
            // The process died while it wrote the note: what it says is lost, that it died is not.
            return "The kernel's process died while it began a cell, and was started anew: all variables are gone. Run the cells you need again.\n";
        }
    }
}

/// <summary>How the note is written.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class NoteJson : System.Text.Json.Serialization.JsonSerializerContext;
