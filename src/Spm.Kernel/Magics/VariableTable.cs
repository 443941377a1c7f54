using System.Collections;
using System.Globalization;
using System.Net;
using Spm.Kernel.Scripting;
using Spm.Notebook;

namespace Spm.Kernel.Magics;

/// <summary>The variables of a notebook as a table: name, type, value in short.</summary>
internal static class VariableTable
{
    private const int ElementsShown = 5;
    private const int Longest = 60;

    /// <summary>As text and as HTML.</summary>
    public static MimeBundle Of(IVariables variables)
    {
        var rows = variables.Names.Select(name => Row(variables, name)).ToList();
        if (rows.Count == 0) return new MimeBundle("There are no variables yet.");
        var (names, types) = (rows.Max(r => r.Name.Length), rows.Max(r => r.Type.Length));
        var text = string.Join('\n', rows.Select(r => $"{r.Name.PadRight(names)}  {r.Type.PadRight(types)}  {r.Value}".TrimEnd()));
        var cells = string.Concat(rows.Select(r =>
            $"<tr><th style=\"text-align:left\">{Encode(r.Name)}</th><td style=\"text-align:left\">{Encode(r.Type)}</td><td style=\"text-align:left\">{Encode(r.Value)}</td></tr>"));
        return new MimeBundle(text).With(MimeTypes.Html, $"<table><thead><tr><th>name</th><th>type</th><th>value</th></tr></thead><tbody>{cells}</tbody></table>");
    }

    private static (string Name, string Type, string Value) Row(IVariables variables, string name) =>
        variables.TryGet(name, out var value) && value is not null ? (name, TypeSpelling.Short(value.GetType()), Cut(Short(value))) : (name, "null", "");

    /// <summary>Cheap, whatever the value: nothing is enumerated that is not in memory.</summary>
    private static string Short(object value) => value switch
    {
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        char character => $"'{character}'",
        IFormattable number when value.GetType().IsValueType => number.ToString(null, CultureInfo.InvariantCulture),
        Array { Rank: > 1 } array => $"{string.Join(" × ", Enumerable.Range(0, array.Rank).Select(array.GetLength))} elements",
        IList list => List(list),
        ICollection collection => $"{collection.Count} elements",
        Delegate => "",
        _ => Described(value),
    };

    private static string List(IList list)
    {
        var shown = new List<string>();
        for (var i = 0; i < Math.Min(ElementsShown, list.Count); i++) shown.Add(list[i] is { } element ? Short(element) : "null");
        return list.Count <= ElementsShown ? $"[{string.Join(", ", shown)}]" : $"[{string.Join(", ", shown)}, …] {list.Count} elements";
    }

    private static string Described(object value)
    {
        try
        {
            // What is inherited from object only repeats the type.
            return value.GetType().GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType is { } owner && owner != typeof(object) && owner != typeof(ValueType) ? value.ToString() ?? "" : "";
        }
        catch (Exception e)
        {
            // Code of the user: one bad value must not hide the others.
            return $"({e.GetType().Name} in ToString)";
        }
    }

    private static string Cut(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length > Longest ? line[..(Longest - 1)] + "…" : line;
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
