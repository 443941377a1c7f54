namespace Spm.Kernel.Notebooks.Html;

/// <summary>How following text looks. A colour is a palette index <c>0</c> to <c>15</c> (a CSS class, so that dark pages can adapt) or <c>#rrggbb</c>.</summary>
internal readonly record struct AnsiStyle(string? Foreground, string? Background, bool Bold, bool Faint, bool Italic, bool Underlined)
{
    public static AnsiStyle None => default;

    /// <summary>The style after the numbers of one «ESC [ … m» (ECMA-48, 8.3.117; 38 and 48 with 5 or 2 as in ISO 8613-6).</summary>
    public AnsiStyle With(int[] codes)
    {
        var style = this;
        for (var i = 0; i < codes.Length; i++)
        {
            var code = codes[i];
            style = code switch
            {
                0 => None,
                1 => style with { Bold = true },
                2 => style with { Faint = true },
                3 => style with { Italic = true },
                4 => style with { Underlined = true },
                22 => style with { Bold = false, Faint = false },
                23 => style with { Italic = false },
                24 => style with { Underlined = false },
                >= 30 and <= 37 => style with { Foreground = $"{code - 30}" },
                38 => style with { Foreground = Extended(codes, ref i) ?? style.Foreground },
                39 => style with { Foreground = null },
                >= 40 and <= 47 => style with { Background = $"{code - 40}" },
                48 => style with { Background = Extended(codes, ref i) ?? style.Background },
                49 => style with { Background = null },
                >= 90 and <= 97 => style with { Foreground = $"{code - 82}" },
                >= 100 and <= 107 => style with { Background = $"{code - 92}" },
                _ => style,
            };
        }
        return style;
    }

    /// <summary>The attributes of a span, with a leading space.</summary>
    public string Attributes()
    {
        var classes = new List<string>();
        var styles = new List<string>();
        if (Bold) classes.Add("ansi-bold");
        if (Faint) classes.Add("ansi-faint");
        if (Italic) classes.Add("ansi-italic");
        if (Underlined) classes.Add("ansi-underline");
        if (Foreground is { } fore) (fore[0] == '#' ? styles : classes).Add(fore[0] == '#' ? $"color:{fore}" : $"ansi-fg-{fore}");
        if (Background is { } back) (back[0] == '#' ? styles : classes).Add(back[0] == '#' ? $"background:{back}" : $"ansi-bg-{back}");
        return (classes.Count > 0 ? $" class=\"{string.Join(' ', classes)}\"" : "") + (styles.Count > 0 ? $" style=\"{string.Join(';', styles)}\"" : "");
    }

    private static string? Extended(int[] codes, ref int i)
    {
        if (i + 2 < codes.Length && codes[i + 1] == 5)
        {
            i += 2;
            return Palette(Math.Clamp(codes[i], 0, 255));
        }
        if (i + 4 < codes.Length && codes[i + 1] == 2)
        {
            i += 4;
            return $"#{Math.Clamp(codes[i - 2], 0, 255):x2}{Math.Clamp(codes[i - 1], 0, 255):x2}{Math.Clamp(codes[i], 0, 255):x2}";
        }
        return null;
    }

    // xterm's 256 colours: 16 named, a 6×6×6 cube with levels 0, 95, 135, …, 255, and 24 greys.
    private static string Palette(int index)
    {
        if (index < 16) return $"{index}";
        if (index >= 232) return $"#{8 + 10 * (index - 232):x2}{8 + 10 * (index - 232):x2}{8 + 10 * (index - 232):x2}";
        var cube = index - 16;
        return $"#{Level(cube / 36):x2}{Level(cube / 6 % 6):x2}{Level(cube % 6):x2}";
        static int Level(int step) => step == 0 ? 0 : 55 + 40 * step;
    }
}
