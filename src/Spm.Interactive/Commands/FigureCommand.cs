using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>figure SOURCE --to FILE --width 86mm</c>: the picture of anything that has one, for a paper.</summary>
internal sealed record FigureCommand
{
    [Argument(0, "SOURCE", "a variable that has a picture, or a file with data or a fit", Completion = ValueSource.VariablesAndFiles)]
    public object Source { get; init; } = "";

    [Option("channel", "name of the dataset in a file, a scan or a sweep that holds several")]
    public string? Channel { get; init; }

    [Option("to", "file for the picture: .pdf, .svg or .png, or .html to look at with the pointer", Completion = ValueSource.Files)]
    public string? To { get; init; }

    [Option("width", "width on paper, for which the picture is laid out anew, such as 86mm for a column of a journal", Unit = "m")]
    public double? WidthM { get; init; }

    public static CommandDefinition Define() => CommandDefinition.Create<FigureCommand>(
        "figure", "Show or save the picture of a map, a fit, a dataset or anything else that has one", "figure sho --to sho.pdf --width 86mm",
        (command, context, _) =>
        {
            PictureFile.Prepare(command.To, command.WidthM);
            var source = command.Source is string || command.Channel is not null ? FitSource.Resolve(command.Source, command.Channel, context.Variables) : command.Source;
            var figure = PictureFile.FigureOf(source, context.Variables);
            if (command.To is not null) PictureFile.Write(source, command.To, command.WidthM, figure);
            return Task.FromResult<object?>(command.WidthM is { } widthM ? PictureFile.ForPrint(figure, widthM) : figure);
        });
}
