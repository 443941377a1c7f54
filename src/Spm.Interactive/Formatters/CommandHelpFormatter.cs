using System.Net;
using System.Text;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Formatters;

/// <summary>Help on the commands: a table, and an example that can be copied.</summary>
internal static class CommandHelpFormatter
{
    public static MimeBundle Format(CommandHelp help)
    {
        var prefix = help.Catalogue.Prefix;
        var html = new StringBuilder();
        if (help.Command is not { } command)
        {
            var list = new HtmlTable(["command", "what it does", "example"]);
            foreach (var c in help.Catalogue.Commands) list.Add(TableCell.Code(c.Name), c.Summary, TableCell.Code($"#!{prefix} {c.Example}"));
            html.Append($"<p>{Encode(help.Catalogue.Summary)}</p>").Append(list.ToHtml())
                .Append($"<p>In a cell <code>#!{prefix} COMMAND</code> or <code>%{prefix} COMMAND</code>, in a shell <code>{prefix} COMMAND</code>. More on one: <code>#!{prefix} help COMMAND</code></p>");
            return new MimeBundle(help.ToString()).With(MimeTypes.Html, html.ToString());
        }
        var table = new HtmlTable(["", "meaning", "allowed"]);
        foreach (var parameter in command.Arguments.Concat(command.Options))
            table.Add(TableCell.Code(parameter.Display), parameter.Attribute.Help, help.Allowed(parameter));
        html.Append($"<p>{Encode(command.Summary)}</p><pre style=\"white-space:pre-wrap\">#!{Encode(help.Usage)} [as NAME]</pre>").Append(table.ToHtml())
            .Append($"<p>Example:</p><pre>#!{Encode(prefix)} {Encode(command.Example)}</pre>");
        return new MimeBundle(help.ToString()).With(MimeTypes.Html, html.ToString());
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
