using Spm.Kernel.Engine;

namespace Spm.Kernel.Output;

/// <summary><see cref="Console.In"/> of the process: a cell that reads asks the person at the notebook.</summary>
internal sealed class CellConsoleReader(TextReader outside) : TextReader
{
    private string _line = "";
    private int _at;

    public override string? ReadLine()
    {
        if (CellScope.Current is not { } scope) return outside.ReadLine();
        if (_at < _line.Length)
        {
            var rest = _line[_at..].TrimEnd('\n');
            _at = _line.Length;
            return rest;
        }
        return Ask(scope);
    }

    public override int Read()
    {
        var next = Peek();
        if (CellScope.Current is null) return outside.Read();
        _at++;
        return next;
    }

    public override int Peek()
    {
        if (CellScope.Current is not { } scope) return outside.Peek();
        if (_at >= _line.Length) (_line, _at) = (Ask(scope) + "\n", 0);
        return _line[_at];
    }

    /// <summary>One line from the person.</summary>
    internal static string Ask(CellScope scope, string prompt = "", bool password = false)
    {
        scope.Output.Flush();
        return scope.Output.Sink.ReadLineAsync(prompt, password, scope.Token).GetAwaiter().GetResult();
    }
}
