using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>One command while it is carried out.</summary>
/// <param name="Controller">The controller.</param>
/// <param name="Client">Number of the client that asked.</param>
/// <param name="Arguments">Its arguments; what is left of them after the handler is an error.</param>
/// <param name="Answer">What is returned before the error block.</param>
/// <param name="Gone">Cancelled when the client is lost or the server ends.</param>
internal sealed record CommandCall(EmulatedController Controller, int Client, WireReader Arguments, WireWriter Answer, CancellationToken Gone)
{
    /// <summary>The microscope.</summary>
    public Microscope Microscope => Controller.Microscope;
}

/// <summary>A command of the controller.</summary>
/// <param name="Name">Its name, such as <c>Bias.Set</c>.</param>
/// <param name="Layout">
/// What it returns before the error block, one letter each: H uint16, I uint32, i int32, f float32, d float64, s string, S string array,
/// a count and array of int32 or float32, M matrix. When it fails, all of it is zero or empty, because clients look for the error behind it.
/// </param>
/// <param name="Run">Carries it out.</param>
internal sealed record EmulatorCommand(string Name, string Layout, Func<CommandCall, Task> Run)
{
    /// <summary>A command that needs no waiting.</summary>
    public static EmulatorCommand At(string name, string layout, Action<CommandCall> run) => new(name, layout, call =>
    {
        run(call);
        return Task.CompletedTask;
    });

    /// <summary>A body for a command that failed.</summary>
    public static WireWriter Failed(string layout, string error)
    {
        var writer = new WireWriter();
        foreach (var kind in layout)
        {
            _ = kind switch
            {
                'H' => writer.UInt16(0),
                'd' => writer.Double(0),
                'S' or 'M' => writer.Int32(0).Int32(0),
                _ => writer.Int32(0),
            };
        }
        return writer.Error(error);
    }
}
