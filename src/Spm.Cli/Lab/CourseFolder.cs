namespace Spm.Cli.Lab;

/// <summary>The folder with the course.</summary>
internal static class CourseFolder
{
    private const string Name = "notebooks";

    /// <summary>The folder that was asked for, or the nearest <c>notebooks</c> with a notebook in it, upwards from each starting folder in turn.</summary>
    /// <exception cref="ProgramException">There is none.</exception>
    public static string Find(string? asked, params string[] starts)
    {
        if (asked is not null)
            return Directory.Exists(asked) ? Path.GetFullPath(asked) : throw new ProgramException($"There is no folder {asked}. Give the folder to open: spm lab FOLDER");
        foreach (var start in starts)
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var course = Path.Combine(folder.FullName, Name);
                if (Directory.Exists(course) && Directory.EnumerateFiles(course, "*.ipynb").Any()) return course;
            }
        throw new ProgramException($"The course was not found: there is no folder {Name} with notebooks here or above. Give the folder to open: spm lab FOLDER");
    }
}
