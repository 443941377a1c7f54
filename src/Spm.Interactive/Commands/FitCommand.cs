using Spm.Core.Fitting;
using Spm.Core.IO;
using Spm.Interactive.Session;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>fit MODEL SOURCE</c>: every spectrum or loop of the source is fitted.</summary>
internal sealed record FitCommand
{
    [Argument(0, "MODEL", "what to fit; sums as lorentzian:3, backgrounds as sho+line; or @NAME of a variable with a FitModel", Values =
    [
        SpmSession.ShoModel, SpmSession.LoopModel, "constant", "line", "polynomial:2", "parabola", "lorentzian", "gaussian", "pseudo-voigt", "logistic", "sine", "damped-sine",
        "exponential", "double-exponential", "stretched-exponential", "power-law", "hertz", "dmt", "jkr", "ohmic", "diode", "schottky", "poole-frenkel", "fowler-nordheim",
        "space-charge", "sho:2", "sho+constant", "sho+line", "sho-coupled:2",
    ])]
    public object Model { get; init; } = "";

    [Argument(1, "SOURCE", "a variable with data or a fit, or a file", Completion = ValueSource.VariablesAndFiles)]
    public object Source { get; init; } = "";

    [Option("channel", "name of the dataset in a file, a scan or a sweep that holds several")]
    public string? Channel { get; init; }

    [Option("to", "file for the result, USID HDF5; a fit that was cut short is continued by the same command", Completion = ValueSource.Files)]
    public string? To { get; init; }

    [Option("along", "name of the dimension to fit along, where there are several")]
    public string? Along { get; init; }

    [Option("loss", "weighs outliers down", Values = ["huber", "cauchy"])]
    public string? Loss { get; init; }

    [Option("outliers", "for sho and loop: points far from the fit", Values = ["exclude", "keep"])]
    public string? Outliers { get; init; }

    [Option("noise", "known standard deviation of the noise, in the unit of the data, such as 2pm")]
    public string? Noise { get; init; }

    [Option("start", "where the search starts: SYMBOL=VALUE,… such as tau=20ms")]
    public string[] Start { get; init; } = [];

    [Option("bounds", "SYMBOL=LOW:HIGH,… such as tau=1ms:1s; a side may be left open")]
    public string[] Bounds { get; init; } = [];

    [Option("fix", "parameters that are known: SYMBOL=VALUE,…")]
    public string[] Fix { get; init; } = [];

    [Option("restart", "with --to: forget what a fit that was cut short has finished")]
    public bool Restart { get; init; }

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<FitCommand>(
        "fit", "Fit every spectrum (sho), every hysteresis loop (loop) or any curve (a model's name)", "fit loop beps as loops", (command, context, cancel) => command.RunAsync(session, context, cancel));

    private async Task<object?> RunAsync(SpmSession session, CommandContext context, CancellationToken cancel)
    {
        if (Model is not (string or FitModel))
            throw new CommandException($"MODEL cannot be a {Model.GetType().Name}; give a model's name, or a variable that holds a FitModel.");
        if (Model is string word && context.Variables.TryGet(word.Trim(), out var variable) && variable is FitModel)
            throw new CommandException($"'{word}' is a variable; to fit with its model write @{word}: fit @{word} …");
        if (Restart && To is null) throw new CommandException("--restart goes with --to: only a fit into a file can be continued.");
        if (To is not null && Source is string file && Path.GetFullPath(file) == Path.GetFullPath(To))
            throw new DataFileException(To, null, "a new file for the result", "the file that is fitted, which is never overwritten; choose another name");
        var source = FitSource.Resolve(Source, Channel, context.Variables);
        if (To is not null) SpmSession.PrepareTarget(To, source);
        var request = new FitRequest { Model = Model, Along = Along, Loss = Loss, Noise = Noise, Start = Start, Bounds = Bounds, Fix = Fix, Outliers = Outliers };
        if (To is null) return await FitChain.FitAsync(request, source, context.Output, cancel).ConfigureAwait(false);

        var plan = await FitChain.PlanAsync(request, source, context.Output, cancel).ConfigureAwait(false);
        var isShell = context.Variables is NoVariables;
        if (!isShell && !Restart && !FitSize.IsLarge(plan) && !FitToFile.IsBegun(To))
        {
            var result = await FitChain.RunAsync(plan, context.Output, cancel).ConfigureAwait(false);
            session.Save(result, To);
            return result;
        }

        var summary = await FitTarget.RunAsync(plan, To, Restart, context.Output, cancel).ConfigureAwait(false);
        return isShell || FitSize.HasLargeResult(plan) ? summary : FitFile.Open(To);
    }
}
