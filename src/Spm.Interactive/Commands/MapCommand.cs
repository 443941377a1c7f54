using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>map SOURCE</c>: a parameter, or the data at one point of the sweep, over the scan, beside the loop or spectrum of the pixel that is clicked.</summary>
internal sealed record MapCommand
{
    [Argument(0, "SOURCE", "a variable with a fit, with data or an image, or a file", Completion = ValueSource.VariablesAndFiles)]
    public object Source { get; init; } = "";

    [Option("of", "the parameter to show first, by name or symbol, such as imprint or a3")]
    public string? Of { get; init; }

    [Option("fit", "fit this model first, when the source is data", Values = [SpmSession.ShoModel, SpmSession.LoopModel])]
    public string? Fit { get; init; }

    [Option("channel", "name of the dataset in a file, a scan or a sweep that holds several")]
    public string? Channel { get; init; }

    [Option("to", "file for the picture: .pdf, .svg or .png, or .html to click in", Completion = ValueSource.Files)]
    public string? To { get; init; }

    [Option("width", "width on paper, for which the picture is laid out anew, such as 86mm for a column of a journal", Unit = "m")]
    public double? WidthM { get; init; }

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<MapCommand>(
        "map", "Map a fitted parameter, swept data or an image; click a pixel to see its loop", "map loops --of imprint",
        async (command, context, cancel) =>
        {
            PictureFile.Prepare(command.To, command.WidthM);
            var source = FitSource.Resolve(command.Source, command.Channel, context.Variables);
            if (command.Fit is not null) source = await session.FitAsync(command.Fit, source, context.Output, cancel).ConfigureAwait(false);
            var map = session.Map(source, command.Of);
            if (command.To is not null) PictureFile.Write(map, command.To, command.WidthM);
            return map;
        });
}
