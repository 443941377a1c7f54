using Spm.Core.Fitting;
using Spm.Core.IO.Hdf5;
using Spm.Core.IO.Usid;

namespace Spm.Core.IO;

/// <summary>Files that hold a fit: what <see cref="FitToFile"/> and <see cref="UsidResultWriter"/> write, opened again as a fit.</summary>
public static class FitFile
{
    /// <summary>True when a file holds a fit that this library has written; false for a file with other HDF5 data.</summary>
    /// <exception cref="DataFileException">No such file, another format, or damaged.</exception>
    public static bool IsFit(string path) => With(path, file => UsidResultReader.Groups(file).Count > 0);

    /// <summary>
    /// Opens a fit: values, errors, statuses, verdicts and what was left out, with its data attached where they are in the file or in the
    /// one they were fitted from. Where that one is missing the fit can be mapped, and reading its data says what is missing.
    /// </summary>
    /// <exception cref="DataFileException">No such file, another format, damaged, or no fit in it.</exception>
    public static FitResult Open(string path) => With(path, file => UsidResultReader.Groups(file) is [.., var last]
        ? UsidResultReader.Read(file, last)
        : throw new DataFileException(path, null, "a fit written by this program (a group with 'Fit', 'Status' and 'axes')", "none; open it as data"));

    private static T With<T>(string path, Func<Hdf5File, T> read)
    {
        DataFilePath.Check(path);
        using var file = Hdf5File.Open(path);
        try
        {
            return read(file);
        }
        catch (Exception e) when (Hdf5Damage.Is(e))
        {
            throw Hdf5Damage.Error(path, e);
        }
    }
}
