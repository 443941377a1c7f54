using System.Net;
using System.Net.Sockets;
using Spm.Kernel.Engine;
using Spm.Kernel.Tests.Engine;
using Spm.Kernel.Tests.Server;

namespace Spm.Kernel.Tests.Packages;

[Collection(nameof(WorkingFolder))]
public sealed class PackageTests : IDisposable
{
    private readonly TestNotebook _notebook = new();
    private readonly PackageFolder _folder = new();

    private static string TextOf(RecordedOutput output) => output.Updates.Count > 0 ? output.Updates[^1].Bundle.Text : output.Displays[^1].Bundle.Text;

    [Fact]
    public async Task A_package_and_what_it_needs_can_be_used_in_the_same_cell_and_in_later_ones()
    {
        _folder.Add("ChainC", "2.1.0", "public class Inner { public static int Seven => 7; }");
        var inner = _folder.Assembly("ChainC", "public class Inner { public static int Seven => 7; }");
        _folder.Add("ChainB", "1.0.0", "public class Middle { public static int Eight => Inner.Seven + 1; }", [("ChainC", "[2.0,3.0)")], references: inner);
        File.Delete(inner);
        var output = await _notebook.Run("#r \"nuget: ChainB, 1.0.0\"\nMiddle.Eight");
        Assert.Null(output.Failure?.Evalue);
        Assert.Equal("8", output.ResultBundle?.Text);
        Assert.Equal("Added ChainB 1.0.0 and 1 package that it needs: ChainC 2.1.0.", TextOf(output));
        Assert.Equal("15", await _notebook.Value("Middle.Eight + Inner.Seven"));
        // Asked for again, in whatever way, it is there: nothing is shown.
        Assert.Empty((await _notebook.Run("#r \"nuget: chainb\"\n#r \"nuget:ChainC,2.1.0\"")).Events);
    }

    [Theory]
    [InlineData("FloatA", "", "3.0.0")]
    [InlineData("FloatB", ", 1.*", "1.5.0")]
    [InlineData("FloatC", ", [1.0.0, 3.0.0)", "1.0.0")]
    [InlineData("FloatD", ", (1.0.0, 3.0.0]", "1.5.0")]
    [InlineData("FloatE", ", 4.0.0-*", "4.0.0-beta")]
    [InlineData("FloatF", ", 1.5.0", "1.5.0")]
    [InlineData("FloatG", ", [3.0.0]", "3.0.0")]
    public async Task Versions_are_read_as_NuGet_reads_them(string name, string version, string expected)
    {
        foreach (var v in new[] { "1.0.0", "1.5.0", "3.0.0", "4.0.0-beta" }) _folder.Add(name, v, $"public class {name} {{ public static string Is => \"{v}\"; }}");
        var output = await _notebook.Run($"#r \"nuget: {name}{version}\"\n{name}.Is");
        Assert.Equal($"\"{expected}\"", output.ResultBundle?.Text);
        Assert.Equal($"Added {name} {expected}.", TextOf(output));
    }

    [Fact]
    public async Task Without_a_finished_version_the_newest_unfinished_one_is_taken()
    {
        _folder.Add("OnlyBeta", "0.2.0-beta", "public class OnlyBeta { }");
        Assert.Equal("Added OnlyBeta 0.2.0-beta.", TextOf(await _notebook.Run("#r \"nuget: OnlyBeta\"")));
    }

    [Fact]
    public async Task Of_several_versions_of_a_dependency_the_nearest_wins_and_the_person_is_told()
    {
        _folder.Add("NearC", "1.0.0", "public class NearC { }");
        _folder.Add("NearC", "2.0.0", "public class NearC { }");
        _folder.Add("NearB", "1.0.0", "public class NearB { }", [("NearC", "2.0.0")]);
        var text = TextOf(await _notebook.Run("#r \"nuget: NearB\"\n#r \"nuget: NearC, 1.0.0\""));
        Assert.StartsWith("Added NearB 1.0.0, NearC 1.0.0.", text);
        Assert.Contains("NearC is older than another package wants", text);
    }

    [Fact]
    public async Task What_the_cache_has_needs_no_feed()
    {
        _folder.Add("Cached", "1.0.0", "public class Cached { public static int Is => 1; }");
        _folder.Add("Cached", "1.1.0", "public class Cached { public static int Is => 2; }");
        await _notebook.Run("#r \"nuget: Cached, 1.1.0\"");
        var cache = _folder.Cache;
        using var offline = new PackageFolder(hasDeadFeed: true);
        Directory.Delete(offline.Cache);
        Directory.Move(cache, offline.Cache);
        using var another = new TestNotebook();
        var output = await another.Run("#r \"nuget: Cached, 1.1.0\"\nCached.Is");
        Assert.Null(output.Failure?.Evalue);
        Assert.Equal("2", output.ResultBundle?.Text);
        Assert.Equal("Added Cached 1.1.0.", TextOf(output));
        using var third = new TestNotebook();
        output = await third.Run("#r \"nuget: Cached\"\nCached.Is");
        Assert.Null(output.Failure?.Evalue);
        Assert.Equal("2", output.ResultBundle?.Text);
        Assert.Contains("far does not answer; Cached 1.1.0 is the newest in the cache.", TextOf(output));
        var missing = (await third.Run("#r \"nuget: Cachet\"")).Failure!;
        Assert.Contains("is not in the cache of this machine", missing.Evalue);
        Assert.Contains("far does not answer (", missing.Evalue);
        Assert.Contains("Did you mean cached?", missing.Evalue);
        Assert.Contains("#i \"nuget: /folder\"", missing.Evalue);
    }

    [Fact]
    public async Task A_folder_of_packages_can_be_added()
    {
        _folder.Add("Elsewhere", "1.0.0", "public class Elsewhere { public static int Is => 5; }");
        var feed = _folder.Feed;
        using var other = new PackageFolder();
        Assert.Equal("PackageException", (await _notebook.Run("#r \"nuget: Elsewhere\"")).Failure?.Ename);
        Assert.Equal("5", await _notebook.Value($"#i \"nuget: {feed}\"\n#r \"nuget: Elsewhere\"\nElsewhere.Is"));
        Assert.Contains("There is no folder no-such", (await _notebook.Run("#i \"nuget: no-such\"")).Failure?.Evalue);
    }

    [Fact]
    public async Task A_package_that_does_not_exist_names_the_nearest_one_and_its_line()
    {
        _folder.Add("Statistics.Extra", "1.0.0", "public class S { }");
        var error = (await _notebook.Run("var a = 1;\n#r \"nuget: Statistics.Xtra\"")).Failure!;
        Assert.Equal("PackageException", error.Ename);
        Assert.Contains("There is no package Statistics.Xtra in near. Did you mean Statistics.Extra?", error.Evalue);
        Assert.Equal(2, error.Line);
        // Nothing of the cell was run.
        Assert.Equal("CompilationError", (await _notebook.Run("a")).Failure?.Ename);
    }

    [Theory]
    [InlineData("1.0.1", "has no version 1.0.1. It has 2.0.0, 1.0.0.")]
    [InlineData("9.*", "has no version 9.*. It has 2.0.0, 1.0.0.")]
    [InlineData("newest", "«newest» is not a version. Write 1.2.3")]
    public async Task A_version_that_does_not_exist_lists_those_that_do(string version, string message)
    {
        _folder.Add("Versions", "1.0.0", "public class V { }");
        _folder.Add("Versions", "2.0.0", "public class V { }");
        Assert.Contains(message, (await _notebook.Run($"#r \"nuget: Versions, {version}\"")).Failure?.Evalue);
    }

    [Fact]
    public async Task A_missing_dependency_says_who_needs_it()
    {
        _folder.Add("Lonely", "1.0.0", "public class L { }", [("Absent.Friend", "1.0.0")]);
        Assert.Contains("Absent.Friend, which Lonely needs,", (await _notebook.Run("#r \"nuget: Lonely\"")).Failure?.Evalue);
    }

    [Fact]
    public async Task A_package_for_another_framework_lists_what_it_has()
    {
        _folder.Add("OtherFramework", "1.0.0", "public class O { }", folder: "lib/net99.0");
        Assert.Contains("OtherFramework 1.0.0 has nothing for net10.0; it is made for net99.0.", (await _notebook.Run("#r \"nuget: OtherFramework\"")).Failure?.Evalue);
    }

    [Fact]
    public async Task A_package_for_the_old_framework_is_taken_with_a_warning()
    {
        _folder.Add("OldFramework", "1.0.0", "public class Old { public static int Is => 3; }", folder: "lib/net472");
        var output = await _notebook.Run("#r \"nuget: OldFramework\"\nOld.Is");
        Assert.Equal("3", output.ResultBundle?.Text);
        Assert.Contains("made for net472 and may not work here", TextOf(output));
    }

    [Fact]
    public async Task Assemblies_for_this_machine_are_found_and_native_libraries_do_no_harm()
    {
        _folder.Add("ForUnix", "1.0.0", "public class ForUnix { public static int Is => 4; }", folder: OperatingSystem.IsWindows() ? "runtimes/win/lib/net8.0" : "runtimes/unix/lib/net8.0");
        Assert.Equal("4", await _notebook.Value("#r \"nuget: ForUnix\"\nForUnix.Is"));
    }

    [Fact]
    public async Task A_native_library_of_a_package_is_found_by_its_assembly()
    {
        // The framework's own native library under another name stands for any.
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var native = Directory.EnumerateFiles(framework, "*System.IO.Compression.Native.*").First(f => Path.GetExtension(f) is ".so" or ".dll" or ".dylib");
        _folder.Add("WithNative", "1.0.0", "public class WithNative { [System.Runtime.InteropServices.DllImport(\"withnative\", EntryPoint = \"CompressionNative_Crc32\")] static extern uint Crc(uint crc, byte[] data, int length); public static uint Of(byte[] data) => Crc(0, data, data.Length); }", native: native);
        // The check value of CRC-32, from its catalogue: that of the text 123456789.
        Assert.Equal("CBF43926", (await _notebook.Value("#r \"nuget: WithNative\"\nWithNative.Of(Encoding.ASCII.GetBytes(\"123456789\")).ToString(\"X8\")"))?.Trim('"'));
    }

    [Fact]
    public async Task A_native_library_of_a_package_is_found_by_a_cell_and_not_after_a_reset()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var native = Directory.EnumerateFiles(framework, "*System.IO.Compression.Native.*").First(f => Path.GetExtension(f) is ".so" or ".dll" or ".dylib");
        _folder.Add("OnlyNative", "1.0.0", "public class OnlyNative { }", native: native);
        const string import = "using System.Runtime.InteropServices;\n[DllImport(\"onlynative\", EntryPoint = \"CompressionNative_Crc32\")] static extern uint Crc(uint crc, byte[] data, int length);\n";
        const string use = "var digits = Encoding.ASCII.GetBytes(\"123456789\");\nCrc(0, digits, digits.Length).ToString(\"X8\")";
        await _notebook.Run("#r \"nuget: OnlyNative\"");
        Assert.Equal("CBF43926", (await _notebook.Value(import + use))?.Trim('"'));
        await _notebook.Run("#!reset");
        Assert.Equal("DllNotFoundException", (await _notebook.Run(import + use)).Failure?.Ename);
    }

    [Fact]
    public async Task A_restore_that_waits_for_a_feed_can_be_interrupted()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var slow = new PackageFolder(hasDeadFeed: true, ((IPEndPoint)silent.LocalEndpoint).Port);
        var (_, outcome) = _notebook.Start("#r \"nuget: Anything\"");
        using var asked = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        _notebook.Engine.Interrupt();
        Assert.IsType<CellOutcome.Interrupted>(await outcome);
        Assert.Equal("2", await _notebook.Value("1 + 1"));
    }

    [Fact]
    public void A_kernel_that_adds_no_package_does_not_load_NuGet()
    {
        using var kernel = new KernelProcess();
        kernel.Execute("#r \"System.Xml.Linq\"\n#!who");
        var (_, published) = kernel.Execute("AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name.StartsWith(\"NuGet.\"))");
        Assert.Equal("0", (string?)published.Single(m => m.Type == "execute_result").Content["data"]!["text/plain"]);
    }

    [Fact]
    public async Task What_the_kernel_has_itself_is_not_loaded_twice()
    {
        _folder.Add("CsCheck", "99.0.0", "public class Impostor { }");
        var output = await _notebook.Run("#r \"nuget: CsCheck, 99.0.0\"\ntypeof(CsCheck.Gen)");
        Assert.Same(typeof(CsCheck.Gen), Assert.IsType<CellOutcome.Success>(_notebook.Outcome).Value);
        Assert.Matches("CsCheck [0-9.]+ belongs to this kernel and is used instead of 99.0.0.", TextOf(output));
    }

    [Fact]
    public async Task Another_version_of_a_package_in_use_is_refused_until_the_session_is_reset()
    {
        _folder.Add("Twice", "1.0.0", "public class Twice { public static int Is => 1; }");
        _folder.Add("Twice", "2.0.0", "public class Twice { public static int Is => 2; }");
        Assert.Equal("1", await _notebook.Value("#r \"nuget: Twice, 1.0.0\"\nTwice.Is"));
        Assert.Contains("Twice 1.0.0 is in use in this session", (await _notebook.Run("#r \"nuget: Twice, 2.0.0\"")).Failure?.Evalue);
        Assert.Equal("2", await _notebook.Value("#!reset\n#r \"nuget: Twice, 2.0.0\"\nTwice.Is"));
    }

    [Theory]
    [InlineData("#r nuget: Name", "with the quotes")]
    [InlineData("#r \"nuget: \"", "cannot be the name of a package")]
    [InlineData("#r \"nuget: a b\"", "cannot be the name of a package")]
    [InlineData("#load file.csx", "with the quotes")]
    public async Task A_directive_that_is_not_well_formed_says_how_it_is_written(string cell, string message) =>
        Assert.Contains(message, (await _notebook.Run(cell)).Failure?.Evalue);

    [Fact]
    public async Task Completion_knows_a_package_that_was_added()
    {
        using var language = new Spm.Kernel.Language.LanguageService(_notebook.Engine);
        _folder.Add("Completed", "1.0.0", "public class CompletedType { }");
        await _notebook.Run("#r \"nuget: Completed\"");
        var found = await language.CompleteAsync("CompletedTy", 11, TestContext.Current.CancellationToken);
        Assert.Contains(found.Items, i => i.Text == "CompletedType");
    }

    public void Dispose()
    {
        _notebook.Dispose();
        _folder.Dispose();
    }
}
