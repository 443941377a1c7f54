using Spm.Core.Data;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Client;

/// <summary>The controller's signals, and how a channel is numbered: by index, or before R11798 by the slot of the Signals Manager it is in.</summary>
internal sealed class NanonisChannels
{
    private const int Slots = 24;

    private NanonisChannels(NanonisVersion version, IReadOnlyList<SignalInfo> signals) => (Version, Signals) = (version, signals);

    /// <summary>The engine.</summary>
    public NanonisVersion Version { get; }

    /// <summary>All signals that carry something.</summary>
    public IReadOnlyList<SignalInfo> Signals { get; }

    /// <summary>Asks for the signals.</summary>
    public static async Task<NanonisChannels> ReadAsync(NanonisConnection connection, NanonisVersion version, CancellationToken cancellationToken)
    {
        // Some versions return more after the names.
        var names = await connection.AskAsync("Signals.NamesGet", null, reader =>
        {
            var texts = reader.ReadTexts();
            while (!reader.IsAtError() && reader.Remaining > 8) reader.ReadInt32();
            return texts;
        }, cancellationToken).ConfigureAwait(false);
        var signals = names.Select((label, index) => Parse(index, label)).Where(s => !s.Name.StartsWith("Internal ", StringComparison.Ordinal));
        return new NanonisChannels(version, [.. signals]);
    }

    /// <summary>The signal of a name, in any case; height is z.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public SignalInfo Find(string name)
    {
        var wanted = name.Trim();
        return Named(wanted) ?? (Same(wanted, "height") ? Named("Z") : null) ?? throw new ArgumentException(
            $"There is no channel '{name}'. Channels of this controller: {string.Join(", ", NearestNames.Order(name, Signals.Select(s => s.Name)).Take(12))}.");
    }

    /// <summary>The numbers by which the wire knows signals; a signal that is in no slot is put into one.</summary>
    public async Task<int[]> NumbersAsync(NanonisConnection connection, IReadOnlyList<SignalInfo> signals, CancellationToken cancellationToken)
    {
        if (!Version.UsesSlots) return [.. signals.Select(s => s.Index)];
        var slots = await connection.AskAsync("Signals.InSlotsGet", null, reader =>
        {
            reader.ReadTexts();
            return reader.ReadInts();
        }, cancellationToken).ConfigureAwait(false);
        var numbers = new int[signals.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Array.IndexOf(slots, signals[i].Index);
            if (numbers[i] >= 0) continue;
            // The last slot whose signal nobody asks for now.
            var free = Enumerable.Range(0, Math.Min(slots.Length, Slots)).Last(slot => !signals.Any(s => s.Index == slots[slot]));
            (numbers[i], slots[free]) = (free, signals[i].Index);
            await connection.TellAsync("Signals.InSlotSet", w => w.Int32(free).Int32(slots[free]), cancellationToken).ConfigureAwait(false);
        }
        return numbers;
    }

    /// <summary>Splits <c>Current (A)</c>.</summary>
    public static SignalInfo Parse(int index, string label)
    {
        var open = label.LastIndexOf(" (", StringComparison.Ordinal);
        return open > 0 && label.EndsWith(')') ? new SignalInfo(index, label[..open], label[(open + 2)..^1]) : new SignalInfo(index, label, "");
    }

    private SignalInfo? Named(string name) => Signals.FirstOrDefault(s => Same(s.Name, name) || Same(s.ToString(), name));

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
