using System.Text.Json.Nodes;
using Spm.Kernel.Installation;

namespace Spm.Kernel.Tests.Installation;

public class KernelSpecTests
{
    private static readonly KernelIdentity Kernel = new("dice", "C# (dice)", "1.0");

    private static readonly string[] Argv = ["/opt/spm", "kernel", "--connection-file", "{connection_file}"];

    [Fact]
    public void The_kernelspec_stands_where_Jupyter_looks_under_a_prefix()
    {
        var prefix = Directory.CreateTempSubdirectory();
        try
        {
            var folder = KernelSpec.Install(Kernel, prefix.FullName, Argv);
            Assert.Equal(Path.Combine(prefix.FullName, "share", "jupyter", "kernels", "dice"), folder);
            var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "kernel.json")))!;
            Assert.Equal(Argv, ((JsonArray)spec["argv"]!).Select(w => (string)w!));
            Assert.Equal(("C# (dice)", "C#", "message"), ((string)spec["display_name"]!, (string)spec["language"]!, (string)spec["interrupt_mode"]!));
            Assert.Equal("csharp", VisualStudioCode.LanguageOf((string)spec["language"]!));
            Assert.Equal(folder, KernelSpec.Install(Kernel, prefix.FullName, Argv));
        }
        finally
        {
            prefix.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_named_with_what_to_do()
    {
        var file = Path.GetTempFileName();
        try
        {
            var error = Assert.Throws<KernelSpecException>(() => KernelSpec.Install(Kernel, file, Argv));
            Assert.Contains(file, error.Message, StringComparison.Ordinal);
            Assert.Contains("--prefix", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_command_without_the_connection_file_is_refused() =>
        Assert.Throws<ArgumentException>(() => KernelSpec.Install(Kernel, "unused", ["spm", "kernel"]));

    [Theory]
    [InlineData("Linux", "HOME=/h", "/h/.local/share/jupyter")]
    [InlineData("Linux", "HOME=/h XDG_DATA_HOME=/x", "/x/jupyter")]
    [InlineData("Linux", "HOME=/h XDG_DATA_HOME=/x JUPYTER_DATA_DIR=/j", "/j")]
    [InlineData("MacOS", "HOME=/Users/u XDG_DATA_HOME=/x", "/Users/u/Library/Jupyter")]
    [InlineData("Windows", "APPDATA=/a", "/a/jupyter")]
    public void The_folder_of_the_user_is_the_one_Jupyter_uses(string platform, string variables, string folder)
    {
        var environment = variables.Split(' ').Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        Assert.Equal(folder, JupyterFolders.UserData(environment.GetValueOrDefault, Enum.Parse<JupyterFolders.Platform>(platform)).Replace('\\', '/'));
    }

    [Fact]
    public void A_user_without_a_home_is_told_what_to_set()
    {
        var error = Assert.Throws<KernelSpecException>(() => JupyterFolders.UserData(_ => null, JupyterFolders.Platform.Linux));
        Assert.Contains("HOME is not set", error.Message, StringComparison.Ordinal);
    }
}
