namespace Spm.Kernel.Notebooks.Html;

/// <summary>Reads LaTeX mathematics from left to right: commands, groups, numbers.</summary>
internal abstract class TexScanner(string tex)
{
    private readonly string _tex = tex;
    private int _at;

    // The text of a group, unread.
    protected string Braced()
    {
        SkipSpace();
        if (!Take("{")) return _at < _tex.Length ? _tex[_at++].ToString() : "";
        var start = _at;
        for (var depth = 1; _at < _tex.Length; _at++)
        {
            if (_tex[_at] == '{') depth++;
            if (_tex[_at] == '}' && --depth == 0) return _tex[start.._at++];
        }
        return _tex[start..];
    }

    protected string Bracketed()
    {
        var close = _tex.IndexOf(']', _at);
        var inside = close < 0 ? _tex[(_at + 1)..] : _tex[(_at + 1)..close];
        _at = close < 0 ? _tex.Length : close + 1;
        return inside;
    }

    // The name after a backslash: letters, or one other character.
    protected string Command()
    {
        var start = ++_at;
        while (char.IsAsciiLetter(Peek)) _at++;
        if (_at == start && _at < _tex.Length) _at++;
        return _tex[start.._at];
    }

    protected bool AtEnd => _at >= _tex.Length;

    protected char Peek => AtEnd ? '\0' : _tex[_at];

    protected bool Ahead(string text, bool whole = false) =>
        string.CompareOrdinal(_tex, _at, text, 0, text.Length) == 0
        && (!whole || _at + text.Length >= _tex.Length || !char.IsAsciiLetter(_tex[_at + text.Length]));

    protected bool Take(string text)
    {
        if (!Ahead(text)) return false;
        _at += text.Length;
        return true;
    }

    protected void SkipSpace()
    {
        while (char.IsWhiteSpace(Peek)) _at++;
    }

    // One character, which may be two UTF-16 units.
    protected string Character()
    {
        var length = _at + 1 < _tex.Length && char.IsSurrogatePair(_tex[_at], _tex[_at + 1]) ? 2 : 1;
        _at += length;
        return _tex.Substring(_at - length, length);
    }

    // Digits with a point between them; a point at the end belongs to the sentence.
    protected string Number()
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek) || (Peek == '.' && _at + 1 < _tex.Length && char.IsAsciiDigit(_tex[_at + 1]))) _at++;
        return _tex[start.._at];
    }

    protected void Skip()
    {
        if (Peek == '\\') Command();
        else _at++;
    }

    protected string Rest()
    {
        var rest = _tex[_at..];
        _at = _tex.Length;
        return rest;
    }
}
