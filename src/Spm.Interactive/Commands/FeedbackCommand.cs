using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>feedback on</c>: the z feedback.</summary>
internal sealed record FeedbackCommand
{
    [Argument(0, "STATE", "on or off; what it is now when not given", Values = ["on", "off"], Optional = true)]
    public string? State { get; init; }

    [Option("setpoint", "what it keeps constant, in the unit of the controlled signal: N in contact mode, A for a current")]
    public double? Setpoint { get; init; }

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<FeedbackCommand>(
        "feedback", "Switch the z feedback, set its setpoint, see what it does", "feedback on --setpoint 50e-9",
        async (command, _, cancel) => await session.FeedbackAsync(command.State is null ? null : command.State == "on", command.Setpoint, cancel: cancel).ConfigureAwait(false));
}

/// <summary><c>withdraw</c>: the tip away from the sample.</summary>
internal sealed record WithdrawCommand
{
    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<WithdrawCommand>(
        "withdraw", "Switch the feedback off and take the tip away from the sample", "withdraw",
        async (_, _, cancel) =>
        {
            await session.WithdrawAsync(cancel).ConfigureAwait(false);
            return await session.FeedbackAsync(cancel: cancel).ConfigureAwait(false);
        });
}
