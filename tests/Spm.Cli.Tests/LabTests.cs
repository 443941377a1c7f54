using System.Text.Json.Nodes;
using Spm.Cli.Lab;
using Spm.Cli.Verbs;

namespace Spm.Cli.Tests;

public sealed class LabTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spm-lab");

    public void Dispose() => _folder.Delete(recursive: true);

    private string Program(string folder, string name, string body = "exit 0", bool executable = true)
    {
        var path = Path.Combine(_folder.CreateSubdirectory(folder).FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | (executable ? UnixFileMode.UserExecute : 0));
        return path;
    }

    private Task<JupyterProgram?> Find(params string[] folders) =>
        JupyterFinder.FindAsync(string.Join(Path.PathSeparator, folders.Select(f => Path.Combine(_folder.FullName, f))), TestContext.Current.CancellationToken);

    [Fact]
    public async Task JupyterLab_is_preferred_to_the_classic_notebook_wherever_it_stands()
    {
        Program("a", "jupyter-notebook");
        var lab = Program("b", "jupyter-lab");
        Assert.Equal((lab, "JupyterLab"), ((await Find("a", "b"))!.Program, (await Find("a", "b"))!.Title));
    }

    [Fact]
    public async Task The_jupyter_program_is_asked_whether_it_has_the_part()
    {
        var jupyter = Program("a", "jupyter", "test \"$1\" = notebook");
        var found = await Find("a");
        Assert.Equal((jupyter, "notebook"), (found!.Program, Assert.Single(found.Words)));
        Program("b", "jupyter", "exit 1");
        Assert.Null(await Find("b"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_executed_is_not_Jupyter()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no execute permission.");
        Program("a", "jupyter-lab", executable: false);
        Assert.Null(await Find("a", "nowhere"));
        Assert.Null(await JupyterFinder.FindAsync(null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_answer_without_Jupyter_says_how_to_get_it()
    {
        Assert.Contains("sudo apt install jupyter-notebook", JupyterFinder.HowToGetIt, StringComparison.Ordinal);
        Assert.Contains("python3 -m pip install jupyterlab", JupyterFinder.HowToGetIt, StringComparison.Ordinal);
    }

    /// <summary>Where an installed program would have its course.</summary>
    private string Carried => Path.Combine(_folder.FullName, "tool", "course");

    [Fact]
    public void An_installed_program_copies_its_course_and_keeps_what_was_edited()
    {
        Directory.CreateDirectory(Carried);
        File.WriteAllText(Path.Combine(Carried, "00.ipynb"), "new");
        File.WriteAllText(Path.Combine(Carried, "01.ipynb"), "new");
        var here = _folder.CreateSubdirectory("here").FullName;
        var copy = CourseFolder.Find(null, Carried, here);
        Assert.Equal(here, Path.GetDirectoryName(copy));
        File.WriteAllText(Path.Combine(copy, "00.ipynb"), "edited");
        File.Delete(Path.Combine(copy, "01.ipynb"));
        Assert.Equal(copy, CourseFolder.Find(null, Carried, here));
        Assert.Equal(("edited", "new"), (File.ReadAllText(Path.Combine(copy, "00.ipynb")), File.ReadAllText(Path.Combine(copy, "01.ipynb"))));
    }

    [Fact]
    public void The_course_is_looked_for_upwards_from_each_start()
    {
        var course = _folder.CreateSubdirectory("repo/notebooks");
        File.WriteAllText(Path.Combine(course.FullName, "00.ipynb"), "{}");
        var inside = _folder.CreateSubdirectory("repo/src/deep").FullName;
        _folder.CreateSubdirectory("repo/src/notebooks");
        var elsewhere = _folder.CreateSubdirectory("elsewhere").FullName;
        Assert.Equal(course.FullName, CourseFolder.Find(null, Carried, elsewhere, inside));
        Assert.Equal(elsewhere, CourseFolder.Find(elsewhere, Carried, inside));
        Assert.Contains("spm lab FOLDER", Assert.Throws<ProgramException>(() => CourseFolder.Find(null, Carried, elsewhere)).Message, StringComparison.Ordinal);
        Assert.Throws<ProgramException>(() => CourseFolder.Find(Path.Combine(elsewhere, "no"), Carried));
    }

    [Fact]
    public void Options_are_passed_on_in_the_words_of_Jupyter()
    {
        var words = Verb.Find("lab")!.Parse(["course", "--port", "9000", "--no-browser"]);
        Assert.Equal("course", words.Argument);
        Assert.Equal(["--port=9000", "--no-browser"], LabVerb.Arguments(words, isRoot: false));
        Assert.Equal(["--allow-root"], LabVerb.Arguments(Verb.Find("lab")!.Parse([]), isRoot: true));
    }

    [Fact]
    public async Task Installing_under_a_prefix_writes_a_kernel_that_starts_this_program()
    {
        var shell = await Shell.Run("install", "--prefix", _folder.FullName);
        var file = Path.Combine(_folder.FullName, "share", "jupyter", "kernels", "spm", "kernel.json");
        Assert.Equal(0, shell.Code);
        Assert.Contains(Path.GetDirectoryName(file)!, shell.Output, StringComparison.Ordinal);
        var argv = ((JsonArray)JsonNode.Parse(File.ReadAllText(file))!["argv"]!).Select(w => (string)w!).ToList();
        Assert.Equal(["kernel", "--connection-file", "{connection_file}"], argv[^3..]);
        Assert.True(File.Exists(argv[0]));
    }

    [Theory]
    [InlineData("/opt/spm/spm", "/opt/spm/spm kernel")]
    [InlineData("/usr/bin/dotnet", "/usr/bin/dotnet /lib/spm.dll kernel")]
    [InlineData(null, "dotnet /lib/spm.dll kernel")]
    public void The_kernel_is_started_the_way_this_program_was(string? process, string start) =>
        Assert.StartsWith(start, string.Join(' ', KernelCommand.Argv(process, "/lib/spm.dll")), StringComparison.Ordinal);
}
