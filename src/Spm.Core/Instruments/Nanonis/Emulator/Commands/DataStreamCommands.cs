using Spm.Core.Instruments.Nanonis.Wire;
using static Spm.Core.Instruments.Nanonis.Emulator.EmulatorCommand;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>TCPLog.*: the logger behind the data stream.</summary>
internal static class DataStreamCommands
{
    public static IReadOnlyList<EmulatorCommand> All { get; } =
    [
        At("TCPLog.Start", "", call => call.Controller.Stream.Start()),
        new("TCPLog.Stop", "", call => call.Controller.Stream.StopAsync()),
        At("TCPLog.ChsSet", "", call => call.Controller.Stream.Signals = [.. LoggerChannels(call.Arguments).Select(call.Controller.Signals.SignalOf)]),
        At("TCPLog.OversamplSet", "", call =>
        {
            var oversampling = call.Arguments.ReadInt32();
            RequestRule.InRange(oversampling, 0, 1000, "", "Oversampling", "100");
            call.Controller.Stream.Oversampling = oversampling;
        }),
        At("TCPLog.StatusGet", "i", call => call.Answer.Int32(call.Controller.Stream.State)),
    ];

    /// <summary>The count comes before the channels; a public client leaves it away.</summary>
    private static int[] LoggerChannels(WireReader arguments)
    {
        var words = arguments.ReadInts(arguments.Remaining / 4);
        return words.Length > 0 && words[0] == words.Length - 1 ? words[1..] : words;
    }
}
