using static Spm.Core.Instruments.Nanonis.Emulator.EmulatorCommand;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>What BiasSpectr.* and ZSpectr.* have in common.</summary>
internal static class SweepCommands
{
    /// <summary>Open, Start, Stop, StatusGet, ChsSet and ChsGet of a module.</summary>
    public static IEnumerable<EmulatorCommand> Of(string module, Func<EmulatedController, SweepModule> find) =>
    [
        At(module + ".Open", "", _ => { }),
        new(module + ".Start", "SMF", call => StartAsync(call, find(call.Controller))),
        new(module + ".Stop", "", call => find(call.Controller).StopAsync()),
        At(module + ".StatusGet", "I", call => call.Answer.Flag(find(call.Controller).IsRunning)),
        At(module + ".ChsSet", "", call => find(call.Controller).SetChannels(call.Arguments.ReadInts())),
        At(module + ".ChsGet", "aS", call =>
        {
            var channels = find(call.Controller).Channels;
            call.Answer.Ints([.. channels]);
            if (call.Controller.Version.ChannelsHaveNames) call.Answer.Texts(Names(call, find(call.Controller)));
        }),
    ];

    /// <summary>Names of the recorded channels.</summary>
    public static string[] Names(CommandCall call, SweepModule module) =>
        [.. module.Channels.Select(c => call.Controller.Signals.Label(call.Controller.Signals.SignalOf(c)))];

    /// <summary>An int that is not 0, or what is set now.</summary>
    public static int Count(int asked, int now, int max, string what)
    {
        if (asked == 0) return now;
        RequestRule.InRange(asked, 1, max, "", what, "128");
        return asked;
    }

    /// <summary>A float that is a number, or what is set now.</summary>
    public static double Number(double asked, double now) => double.IsNaN(asked) ? now : asked;

    private static async Task StartAsync(CommandCall call, SweepModule module)
    {
        var wantsData = call.Arguments.ReadUInt32() != 0;
        call.Arguments.ReadText();
        call.Arguments.ReadEnd();
        call.Controller.Watchdog.Note(call.Client);
        var answer = await module.RunAsync(call.Gone).ConfigureAwait(false);
        if (wantsData) call.Answer.Texts([.. answer.Channels]).Matrix(answer.Rows).Singles([.. answer.Parameters]);
        else call.Answer.Texts([]).Matrix([]).Singles([]);
    }
}
