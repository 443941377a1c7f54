using System.Globalization;
using Spm.Notebook.Commands;

namespace Spm.Notebook.Tests.Commands;

/// <summary>A small catalogue whose commands answer with the record they were given.</summary>
internal static class ToyCatalogue
{
    public enum Loss
    {
        Squared,
        Huber,
    }

    public sealed record Measure
    {
        [Argument(0, "WHAT", "what to measure", Values = ["height", "phase"])]
        public string What { get; init; } = "";

        [Argument(1, "SOURCE", "a variable or a file", Optional = true, Completion = ValueSource.VariablesAndFiles)]
        public object? Source { get; init; }

        [Option("vmax", "largest bias", Unit = "V", Minimum = 0.1, Maximum = 10)]
        public double VMaxV { get; init; } = 8;

        [Option("offset", "bias offset", Unit = "V")]
        public double OffsetV { get; init; }

        [Option("grid", "columns by rows")]
        public GridSize Grid { get; init; } = new(20, 20);

        [Option("cycles", "number of cycles", Minimum = 1, Maximum = 100)]
        public int Cycles { get; init; } = 1;

        [Option("loss", "how residuals count")]
        public Loss Loss { get; init; }

        [Option("channels", "what to record", Values = ["height", "phase", "amplitude"])]
        public string[] Channels { get; init; } = ["height"];

        [Option("fast", "do not wait")]
        public bool Fast { get; init; }

        [Option("to", "file to write", Completion = ValueSource.Files)]
        public string? To { get; init; }
    }

    public sealed record Save
    {
        [Option("to", "file to write", Required = true)]
        public string To { get; init; } = "";
    }

    public static CommandCatalogue Create() => new CommandCatalogue("toy", "A toy.", new PlainNotation())
        .Add(CommandDefinition.Create<Measure>("measure", "Measures", "measure height --vmax 8V", (record, _, _) => Task.FromResult<object?>(record)))
        .Add(CommandDefinition.Create<Save>("save", "Saves", "save --to x.h5", (_, _, _) => Task.FromResult<object?>(null)));

    public static async Task<Measure> Run(string line, IVariables? variables = null) =>
        (Measure)(await Result(line, variables)).Value!;

    public static Task<CommandResult> Result(string line, IVariables? variables = null) =>
        Create().ExecuteAsync(line, new CommandContext(new SilentOutput(), variables ?? NoVariables.Instance), TestContext.Current.CancellationToken);

    public static async Task<string> Error(string line, IVariables? variables = null) =>
        (await Assert.ThrowsAsync<CommandException>(() => Result(line, variables))).Message;

    public sealed class Variables(params (string Name, object? Value)[] values) : IVariables
    {
        public IReadOnlyList<string> Names => [.. values.Select(v => v.Name)];

        public bool TryGet(string name, out object? value)
        {
            value = values.FirstOrDefault(v => v.Name == name).Value;
            return Names.Contains(name);
        }
    }

    private sealed class PlainNotation : IQuantityNotation
    {
        public double Parse(string text, string unit)
        {
            var number = unit.Length > 0 && text.EndsWith(unit, StringComparison.Ordinal) ? text[..^unit.Length] : text;
            return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new FormatException($"«{text}» is not a number in {unit}.");
        }

        public string Format(double value, string unit) => $"{value} {unit}".TrimEnd();
    }

    private sealed class SilentOutput : INotebookOutput
    {
        public void Display(MimeBundle bundle, string? displayId = null) => throw new NotSupportedException();

        public void Update(string displayId, MimeBundle bundle) => throw new NotSupportedException();

        public void ClearOutput(bool wait = false) => throw new NotSupportedException();

        public void Write(string text) => throw new NotSupportedException();

        public void WriteError(string text) => throw new NotSupportedException();

        public IWorkProgress StartProgress(string label, long total, string unit) => throw new NotSupportedException();
    }
}
