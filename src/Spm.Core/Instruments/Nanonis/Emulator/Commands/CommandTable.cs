using Spm.Core.Data;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>All commands of a version by name.</summary>
internal sealed class CommandTable(NanonisVersion version)
{
    private readonly Dictionary<string, EmulatorCommand> _commands = new IEnumerable<EmulatorCommand>[]
    {
        BiasCommands.All, BiasSpectrCommands.All, ZSpectrCommands.All, ScanCommands.All, FolMeCommands.All, ZCtrlCommands.All, SignalsCommands.Of(version),
        LockInCommands.All, OsciCommands.All, PatternCommands.All, PiezoCommands.Of(version), SessionCommands.Of(version), DataStreamCommands.All,
    }.SelectMany(group => group).ToDictionary(command => command.Name, StringComparer.Ordinal);

    /// <summary>Names of all commands.</summary>
    public IReadOnlyCollection<string> Names => _commands.Keys;

    /// <summary>Carries out a request and returns the body of the response. Whatever goes wrong becomes the error block.</summary>
    /// <exception cref="OperationCanceledException">The client is lost or the server ends.</exception>
    public async Task<WireWriter> RunAsync(WireMessage request, EmulatedController controller, int client, CancellationToken gone)
    {
        var name = request.Header.Command;
        if (!_commands.TryGetValue(name, out var command))
            return EmulatorCommand.Failed("", $"There is no command {name} in version {version} of this controller. Nearest: {string.Join(", ", NearestNames.Order(name, Names).Take(3))}.");
        var call = new CommandCall(controller, client, request.Read(), new WireWriter(), gone);
        try
        {
            await command.Run(call).ConfigureAwait(false);
            call.Arguments.ReadEnd();
            return call.Answer.Error(null);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            // The one place where everything is caught: a controller answers every command, and goes on.
            return EmulatorCommand.Failed(command.Layout, e.Message);
        }
    }
}
