using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>
/// Settings that the microscope behind the emulator does not have, kept so that a client reads back what it set: <c>NAMESet</c> and
/// <c>NAMEGet</c> for each.
/// </summary>
internal sealed class SettingTable
{
    private readonly Dictionary<(string Name, int Index), object[]> _values = [];
    private readonly Lock _lock = new();

    /// <summary>The two commands of a setting.</summary>
    /// <param name="name">Such as <c>Bias.Calibr</c>.</param>
    /// <param name="layout">
    /// Letters as in <see cref="EmulatorCommand.Layout"/>, with t and T for a uint16 or uint32 whose Set has 0 no change, 1 on, 2 off and whose
    /// Get has 1 on, 0 off; not-a-number leaves a float as it is. With # before it, both commands begin with an int32 that says which one.
    /// </param>
    /// <param name="defaults">Values before the first Set.</param>
    public static IEnumerable<EmulatorCommand> Pair(string name, string layout, params object[] defaults)
    {
        var indexed = layout[0] == '#';
        var kinds = indexed ? layout[1..] : layout;
        yield return EmulatorCommand.At(name + "Set", "", call => call.Controller.Settings.Set(name, Index(call, indexed), kinds, defaults, call.Arguments));
        yield return EmulatorCommand.At(name + "Get", kinds.Replace('t', 'H').Replace('T', 'I'), call =>
            call.Controller.Settings.Write(name, Index(call, indexed), kinds, defaults, call.Answer));
    }

    /// <summary>The values of a setting.</summary>
    public object[] Of(string name, int index, object[] defaults)
    {
        lock (_lock) return _values.GetValueOrDefault((name, index), defaults);
    }

    private static int Index(CommandCall call, bool indexed) => indexed ? call.Arguments.ReadInt32() : 0;

    private void Set(string name, int index, string kinds, object[] defaults, WireReader arguments)
    {
        lock (_lock)
        {
            // Indices come from outside: a table that grows with each would be a leak.
            if (index is < -1 or > 127) throw new ArgumentException($"{name}Set: there is no number {index}.");
            var old = _values.GetValueOrDefault((name, index), defaults);
            _values[(name, index)] = [.. kinds.Select((kind, i) => Read(kind, old[i], arguments))];
        }
    }

    private void Write(string name, int index, string kinds, object[] defaults, WireWriter answer)
    {
        var values = Of(name, index, defaults);
        for (var i = 0; i < kinds.Length; i++)
        {
            _ = kinds[i] switch
            {
                'H' or 't' => answer.UInt16((int)values[i]),
                'I' or 'T' => answer.UInt32((uint)(int)values[i]),
                'i' => answer.Int32((int)values[i]),
                'f' => answer.Single((double)values[i]),
                'd' => answer.Double((double)values[i]),
                _ => answer.Text((string)values[i]),
            };
        }
    }

    private static object Read(char kind, object old, WireReader arguments) => kind switch
    {
        'H' => (int)arguments.ReadUInt16(),
        'I' => (int)arguments.ReadUInt32(),
        'i' => arguments.ReadInt32(),
        'f' => arguments.ReadNumber() is var value && !double.IsNaN(value) ? value : old,
        'd' => arguments.ReadDouble() is var value && !double.IsNaN(value) ? value : old,
        't' => ThreeState.Of(arguments.ReadUInt16(), (int)old == 1) ? 1 : 0,
        'T' => ThreeState.Of((int)arguments.ReadUInt32(), (int)old == 1) ? 1 : 0,
        _ => arguments.ReadText(),
    };
}

/// <summary>Options in which 0 is no change, 1 on, 2 off.</summary>
internal static class ThreeState
{
    /// <summary>The new state.</summary>
    /// <exception cref="ArgumentException">The option is none of the three.</exception>
    public static bool Of(int option, bool now) => option switch
    {
        0 => now,
        1 => true,
        2 => false,
        _ => throw new ArgumentException($"An option is 0 (no change), 1 (on) or 2 (off), got {option}."),
    };
}
