using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>status</c>: which instrument is connected, where it stands, what the session has done.</summary>
internal sealed record StatusCommand
{
    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<StatusCommand>(
        "status", "Which instrument is connected and where it stands", "status",
        (_, _, _) => Task.FromResult<object?>(session.Status()));
}
