using System.Globalization;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using Plotly.NET.CSharp;
using Spm.Cli.Tests.Architecture;
using Spm.Core.Data;
using Spm.Core.Experiments;
using Spm.Core.Fitting;
using Spm.Core.Instruments.Waveforms;
using Spm.Interactive;
using Spm.Interactive.Session;
using Spm.Interactive.Views;
using Spm.Notebook;
using Spm.Notebook.Commands;
using EngineKernel = Microsoft.DotNet.Interactive.Kernel;
using Formatter = Microsoft.DotNet.Interactive.Formatting.Formatter;

namespace Spm.Cli.Tests.Hosting;

/// <summary>The script that .NET Interactive runs when it loads the package, compiled and run with stand-ins for that engine's types.</summary>
[Collection(OneAtATime.Name)]
public sealed class ExtensionScriptTests : IAsyncLifetime
{
    private readonly EngineKernel _root = new(".NET");
    private readonly CSharpKernel _csharp = new();
    private ScriptState<object> _state = null!;

    private static string Source { get; } = File.ReadAllText(Path.Combine(Repository.Root, "src", "Spm.Interactive", "Hosting", "extension.dib"));

    public async ValueTask InitializeAsync()
    {
        _root.Children.Add(_csharp);
        EngineKernel.Root = _root;
        await using var extension = new SpmExtension();
        var options = ScriptOptions.Default
            .AddImports("System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq")
            .AddReferences([.. extension.References, typeof(CommandCatalogue).Assembly, typeof(EngineKernel).Assembly]);
        _state = await CSharpScript.RunAsync(Source.Replace("#!csharp", "", StringComparison.Ordinal), options, cancellationToken: TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _root.Dispose();
        EngineKernel.Root = null;
        return ValueTask.CompletedTask;
    }

    /// <summary>As the engine does it: the handler of the subcommand, and the command's text, which lacks a subcommand that stands alone.</summary>
    private Task<KernelInvocationContext> Run(string line) => RunUntil(line, TestContext.Current.CancellationToken);

    private async Task<KernelInvocationContext> RunUntil(string line, CancellationToken cancel)
    {
        var words = line.Split(' ');
        var name = words.Length > 1 && _root.Directives.ContainsKey($"#!spm {words[1]}") ? $"#!spm {words[1]}" : "#!spm";
        var command = new DirectiveCommand(line == name ? "#!spm" : line);
        var cell = new KernelInvocationContext(command, cancel);
        await _root.Directives[name].Handler(command, cell);
        return cell;
    }

    [Fact]
    public async Task Every_command_of_the_catalogue_is_a_subcommand_with_its_options()
    {
        await using var extension = new SpmExtension();
        var commands = extension.Commands.Commands;
        Assert.Equal(commands.Select(c => $"#!spm {c.Name}").Append("#!spm").Append("#!spm help").Order(), _root.Directives.Keys.Order());
        Assert.All(commands, command =>
        {
            var directive = _root.Directives[$"#!spm {command.Name}"].Directive;
            Assert.StartsWith(command.Summary, directive.Description, StringComparison.Ordinal);
            Assert.Equal(command.Options.Select(o => (o.Display, o.IsFlag)), directive.Parameters.Where(p => !p.AllowImplicitName).Select(p => (p.Name, p.Flag)));
            Assert.Equal(command.Arguments.Count > 0, directive.Parameters.Any(p => p.AllowImplicitName));
        });
    }

    [Fact]
    public async Task The_usings_of_the_script_are_the_imports_of_the_extension()
    {
        await using var extension = new SpmExtension();
        Assert.Equal(extension.Imports, Source.Split('\n').Where(l => l.StartsWith("using ", StringComparison.Ordinal)).Select(l => l["using ".Length..].TrimEnd(';', '\r')));
    }

    [Fact]
    public void The_session_is_the_variable_spm() => Assert.IsType<SpmSession>(_state.GetVariable("spm").Value);

    [Fact]
    public async Task A_line_runs_as_it_was_typed_and_its_result_is_shown_and_bound()
    {
        Assert.Null((await Run("#!spm connect twin --sample pto --seed 7")).Failure);
        var cell = await Run("#!spm scan --size 1um --pixels 8 --channels height as image");
        Assert.Null(cell.Failure);
        var variable = Assert.Single(_csharp.ScriptState!.Variables);
        Assert.Equal(("image", typeof(ScanImages)), (variable.Name, variable.Type));
        var shown = cell.Published.OfType<DisplayedValueProduced>().Last();
        Assert.Equal([MimeTypes.Png, MimeTypes.Html, MimeTypes.Text], shown.FormattedValues.Select(v => v.MimeType));
        Assert.Contains("height", shown.FormattedValues.Last().Value, StringComparison.Ordinal);
    }

    /// <summary>The engine asks for each preferred MIME type by itself, FormattedValue.CreateManyFromObject, and publishes what it gets.</summary>
    [Fact]
    public async Task The_value_of_a_cell_has_each_representation_the_engine_asks_for()
    {
        await Run("#!spm connect twin");
        foreach (var line in new[] { "#!spm scan --pixels 4", "#!spm iv --points 8", "#!spm loops --grid 3x3 --steps 32 as beps" }) Assert.Null((await Run(line)).Failure);
        var loops = (Dataset)_csharp.ScriptState!.Variables.Single(v => v.Name == "beps").Value;
        object[] values =
        [
            loops, ShoFitter.Fit(loops, cancel: TestContext.Current.CancellationToken), loops.ToFigure(), new TriangleBias().ToFigure(), new TriangleBias(), new TriangleBias { StepsPerCycle = 5 }, new double[2, 2], new double[20, 20],
            Chart.Line<double, double, string>([1, 2], [1, 4]), Chart.Heatmap<double, double, double, string>([[1, 2], [3, 4]]), new RunResult([], 0, "0123456789abcdef", []),
        ];
        Assert.All(values, value => Assert.All(Formatter.GetPreferredMimeTypesFor(value.GetType()), mimeType =>
        {
            var text = Formatter.ToDisplayString(value, mimeType);
            Assert.StartsWith(mimeType switch { MimeTypes.Png => "iVBOR", MimeTypes.Svg => "<svg", MimeTypes.Html => "<", _ => "" }, text, StringComparison.Ordinal);
            Assert.NotEmpty(text);
        }));
    }

    [Fact]
    public async Task A_host_with_a_decimal_comma_shows_a_decimal_point()
    {
        await Run("#!spm connect twin");
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        // Ends with this method: a culture flows with the execution context.
        CultureInfo.CurrentCulture = comma;
        var cell = await Run("#!spm scan --size 1um --pixels 8 --channels height as image");
        Assert.Same(comma, CultureInfo.CurrentCulture);
        var shown = cell.Published.OfType<DisplayedValueProduced>().Last();
        Assert.Matches(@"\d\.\d", shown.FormattedValues.Last().Value);
        Assert.All(shown.FormattedValues.Where(v => v.MimeType == MimeTypes.Text), v => Assert.DoesNotMatch(@"\d,\d{1,2}\b", v.Value));
    }

    [Fact]
    public async Task A_variable_of_a_cell_is_the_value_of_an_option()
    {
        await _csharp.SetValueAsync("size", "1um", typeof(string));
        await Run("#!spm connect twin");
        Assert.Null((await Run("#!spm scan --size @size --pixels 4 as image")).Failure);
        Assert.Contains("variable missing, which does not exist", (await Run("#!spm scan --size @missing")).Failure!.Value.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subcommand_alone_is_carried_out_though_the_engine_does_not_tell_it()
    {
        var cell = await Run("#!spm status");
        Assert.Contains("No instrument is connected", (string)Assert.IsType<DisplayedValueProduced>(Assert.Single(cell.Published)).Value!, StringComparison.Ordinal);
        Assert.Contains("Commands", (await Run("#!spm nonsense")).Failure!.Value.Message, StringComparison.Ordinal);
        Assert.Null((await Run("#!spm")).Failure);
    }

    [Fact]
    public async Task A_wrong_line_fails_with_what_would_be_right_and_no_exception()
    {
        var failure = (await Run("#!spm loops --gird 4x4")).Failure!.Value;
        Assert.Null(failure.Exception);
        Assert.Contains("Did you mean --grid?", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_cell_says_so()
    {
        await Run("#!spm connect twin");
        Assert.Equal("Interrupted.", (await RunUntil("#!spm scan --pixels 64", new CancellationToken(canceled: true))).Failure!.Value.Message);
    }

    [Fact]
    public async Task Completion_offers_listed_words_and_variables_that_hold_data()
    {
        await Run("#!spm connect twin");
        await Run("#!spm scan --size 1um --pixels 4 as image");
        var fit = _root.Directives["#!spm fit"].Directive;
        var words = fit.Parameters.Single(p => p.AllowImplicitName).Completions.ToList();
        Assert.Contains("sho", words);
        Assert.Contains("image", words);
        Assert.Contains("cauchy", fit.Parameters.Single(p => p.Name == "--loss").Completions);
        Assert.Contains("fit", _root.Directives["#!spm help"].Directive.Parameters.Single().Completions);
    }
}
