namespace Spm.Cli.Lab;

/// <summary>The folder with the course.</summary>
internal static class CourseFolder
{
    private const string Name = "notebooks";

    private const string CopyName = "spm-course";

    /// <summary>
    /// The folder that was asked for; or the nearest <c>notebooks</c> with a notebook in it, upwards from each starting folder in turn; or, for an installed
    /// program, a copy of the course it carries, made in the first starting folder. A notebook that is already there is left as it is.
    /// </summary>
    /// <param name="asked">What a person gave, or null.</param>
    /// <param name="carried">Where an installed program has its course; need not exist.</param>
    /// <param name="starts">Where to look.</param>
    /// <exception cref="ProgramException">There is none.</exception>
    public static string Find(string? asked, string carried, params string[] starts)
    {
        if (asked is not null)
            return Directory.Exists(asked) ? Path.GetFullPath(asked) : throw new ProgramException($"There is no folder {asked}. Give the folder to open: spm lab FOLDER");
        foreach (var start in starts)
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var course = Path.Combine(folder.FullName, Name);
                if (Directory.Exists(course) && Directory.EnumerateFiles(course, "*.ipynb").Any()) return course;
            }
        if (Directory.Exists(carried)) return Copy(carried, Path.Combine(starts[0], CopyName));
        throw new ProgramException($"The course was not found: there is no folder {Name} with notebooks here or above. Give the folder to open: spm lab FOLDER");
    }

    private static string Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var notebook in Directory.EnumerateFiles(from, "*.ipynb"))
        {
            var copy = Path.Combine(to, Path.GetFileName(notebook));
            if (!File.Exists(copy)) File.Copy(notebook, copy);
        }
        return to;
    }
}
