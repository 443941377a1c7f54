using System.Diagnostics;
using Spm.Kernel.Engine;
using Spm.Kernel.Output;
using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>
/// An output area as a widget: what code shows inside <see cref="Capture()"/> stands here instead of below the cell. It can be filled from any
/// thread, and what it holds is saved with the notebook.
/// </summary>
public sealed class Output : DomWidget
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(33);
    private static readonly TimeSpan HoldFor = TimeSpan.FromMilliseconds(250);

    private readonly ComputedField _outputs;
    private long _heldSince;

    /// <summary>An empty output area.</summary>
    public Output()
        : base(ModelIdentity.Output)
    {
        Contents = new OutputContents(OnChanged, () => Home?.Output.Sink);
        Field("msg_id", "", StateCodec.Text);
        _outputs = Add(new ComputedField("outputs", Contents.ToJson));
    }

    internal OutputContents Contents { get; }

    // A long output is sent as a whole each time; it is sent less often.
    private protected override TimeSpan RestBetweenMessages => Rest + TimeSpan.FromMilliseconds(Contents.Characters / 10_000);

    /// <summary>
    /// From here to the end of the block, everything the code shows, and what handlers show that are added here, stands in this area:
    /// <c>using (output.Capture()) { … }</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The code belongs to no cell.</exception>
    public IDisposable Capture()
    {
        var outer = CellScope.Current ?? throw new InvalidOperationException("Only code of a cell, and what it starts, can be captured.");
        var inner = outer.Redirect(Contents);
        inner.Enter();
        return new Captured(inner, outer);
    }

    /// <summary>Everything that the code shows stands in this area.</summary>
    public void Capture(Action code)
    {
        using (Capture()) code();
    }

    /// <summary>Everything that the code shows stands in this area.</summary>
    public async Task Capture(Func<Task> code)
    {
        using (Capture()) await code().ConfigureAwait(false);
    }

    /// <summary>Adds a value as a cell would show it.</summary>
    public void Append(object? value) => Contents.Display(ValueFormatter.Format(value), null);

    /// <summary>Adds text.</summary>
    public void Write(string text) => Contents.Stream(StreamName.Stdout, text);

    /// <summary>Empties the area, at once or when the next output comes.</summary>
    public void Clear(bool wait = false) => Contents.Clear(wait);

    /// <inheritdoc/>
    public override string ToString() => Contents.ToText() is { Length: > 0 } text ? text : base.ToString();

    /// <summary>
    /// Replaces what stands here by what <paramref name="show"/> shows. The browser gets it in one piece, so that nothing flickers, unless it takes long.
    /// </summary>
    internal void Replace(Action show)
    {
        Volatile.Write(ref _heldSince, Stopwatch.GetTimestamp());
        Contents.Clear(wait: true);
        try
        {
            show();
        }
        finally
        {
            Volatile.Write(ref _heldSince, 0);
            Contents.EndClear();
        }
    }

    private void OnChanged()
    {
        lock (Gate) MarkUnsent(_outputs);
        if (Volatile.Read(ref _heldSince) is var since && (since == 0 || Stopwatch.GetElapsedTime(since) > HoldFor)) SendSoon();
    }

    private sealed class Captured(CellScope inner, CellScope outer) : IDisposable
    {
        public void Dispose()
        {
            inner.Output.Flush();
            outer.Enter();
        }
    }
}
