using System.Text;
using Spm.Kernel.Engine;

namespace Spm.Kernel.Output;

/// <summary>
/// <see cref="Console.Out"/> or <see cref="Console.Error"/> of the process: what a cell writes goes to that cell, everything else
/// where it went before.
/// </summary>
internal sealed class CellConsole : TextWriter
{
    private static readonly Lock InstallGate = new();
    private static bool _installed;

    private readonly StreamName _name;
    private readonly TextWriter _outside;

    private CellConsole(StreamName name, TextWriter outside)
    {
        (_name, _outside) = (name, outside);
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Puts the writers and the reader in place, once per process.</summary>
    public static void Install()
    {
        lock (InstallGate)
        {
            if (_installed) return;
            _installed = true;
            Console.SetOut(new CellConsole(StreamName.Stdout, Console.Out));
            Console.SetError(new CellConsole(StreamName.Stderr, Console.Error));
            Console.SetIn(new CellConsoleReader(Console.In));
        }
    }

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (CellScope.Current is { } scope) scope.Output.Write(_name, buffer);
        else _outside.Write(buffer);
    }

    public override void WriteLine() => WriteLine([]);

    public override void WriteLine(string? value) => WriteLine(value.AsSpan());

    public override void WriteLine(ReadOnlySpan<char> buffer)
    {
        if (CellScope.Current is { } scope) scope.Output.Write(_name, buffer, endLine: true);
        else _outside.WriteLine(buffer);
    }

    public override void Flush()
    {
        if (CellScope.Current is { } scope) scope.Output.Flush();
        else _outside.Flush();
    }
}
