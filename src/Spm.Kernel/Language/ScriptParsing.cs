using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Spm.Kernel.Language;

/// <summary>How the language services read a cell: as the compiler of the cells does, and with its comments.</summary>
internal static class ScriptParsing
{
    public static CSharpParseOptions Options { get; } =
        CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest).WithDocumentationMode(DocumentationMode.Parse);
}
