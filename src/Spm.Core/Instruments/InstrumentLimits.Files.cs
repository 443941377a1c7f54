using System.Text;

namespace Spm.Core.Instruments;

public sealed partial record InstrumentLimits
{
    private const long LargestFile = 1 << 20;

    /// <summary>
    /// Reads limits from a file: one <c>name = value unit</c> a line, as <see cref="Save"/> writes it. The file is what somebody wrote down for
    /// this instrument, so it holds as it stands; whether it may replace other limits is asked with <see cref="NarrowTo"/>.
    /// </summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="defaults">What holds where the file names no limit; null for the defaults of this type.</param>
    /// <exception cref="LimitsFileException">No such file, or a line that is not understood: an unknown name comes with the nearest right one.</exception>
    public static InstrumentLimits Load(string path, InstrumentLimits? defaults = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            if (Directory.Exists(path)) throw new LimitsFileException(path, 0, "this is a folder, and a file of limits was expected.");
            if (!File.Exists(path))
                throw new LimitsFileException(path, 0, "there is no such file. To begin one with all limits in it: new InstrumentLimits().Save(\"limits.txt\")");
            if (new FileInfo(path).Length > LargestFile) throw new LimitsFileException(path, 0, "this is larger than 1 MB, which no file of limits is.");
            return LimitsFile.Parse(File.ReadAllText(path, Encoding.UTF8), path, defaults ?? new InstrumentLimits());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LimitsFileException(path, 0, $"cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes the limits to a file that <see cref="Load"/> reads back to the same numbers, with a comment above each. A file that is there is replaced in one step.</summary>
    /// <exception cref="LimitsFileException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">A limit is not finite or not in order.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        RequireSound();
        var temporary = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            File.WriteAllText(temporary, LimitsFile.Write(this));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LimitsFileException(path, 0, $"cannot be written: {e.Message} Choose a folder that you may write to.", e);
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }
}
