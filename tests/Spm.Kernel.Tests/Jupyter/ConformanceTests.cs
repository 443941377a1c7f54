using System.Text.Json;

namespace Spm.Kernel.Tests.Jupyter;

/// <summary>The checks of <c>benchmarks/kernel/conformance.py</c>, a test each: what the report in the docs says of our kernel is true of this build.</summary>
public sealed class ConformanceTests(ConformanceTests.Examination examination) : IClassFixture<ConformanceTests.Examination>
{
    private static readonly string? Missing = PythonTool.Missing("jupyter_client", "zmq", "psutil");

    /// <summary>What may be absent: optional in the protocol, and not in this kernel.</summary>
    private static readonly string[] Optional =
    [
        "«starting» is published once, without a parent, before anything else",
        "answered with the ports, or not at all",
        "opened by a cell: comm_open on iopub, and listed until it is closed",
        "offered, or declined",
        "sent to a front end that subscribes, with its subscription",
    ];

    public static IEnumerable<TheoryDataRow<string, string>> Checks()
    {
        if (Missing is not null) return [new TheoryDataRow<string, string>("", "")];
        using var tool = new PythonTool();
        var listed = JsonSerializer.Deserialize<string[][]>(tool.Run("conformance.py", "--list").Output)!;
        return listed.Select(check => new TheoryDataRow<string, string>(check[0], check[1]));
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public void Protocol(string message, string check)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var (mark, note) = examination.Results[(message, check)];
        if (mark == "–") Assert.Contains(check, Optional);
        else Assert.True(mark == "✓", note);
    }

    /// <summary>One run of the tool for all tests.</summary>
    public sealed class Examination
    {
        public Examination() => Results = Missing is null ? Examine() : [];

        internal Dictionary<(string Message, string Check), (string Mark, string Note)> Results { get; }

        private static Dictionary<(string, string), (string, string)> Examine()
        {
            using var tool = new PythonTool();
            var file = tool.PathOf("results.json");
            // Patient: a test must not depend on how busy the machine is.
            var (_, output, errors) = tool.Run("conformance.py", PythonTool.Kernel, "--json", file, "--patience", "60");
            Assert.True(File.Exists(file), output + errors);
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            return json.RootElement[0].GetProperty("results").EnumerateArray().ToDictionary(
                r => (r.GetProperty("message").GetString()!, r.GetProperty("check").GetString()!),
                r => (r.GetProperty("mark").GetString()!, r.GetProperty("note").GetString()!));
        }
    }
}
