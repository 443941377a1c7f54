using System.Composition.Hosting;
using Microsoft.CodeAnalysis.Host.Mef;

namespace Spm.Kernel.Language;

/// <summary>
/// Roslyn's services without the completion providers whose proposals a notebook cannot use: snippets with places to tab through, conversions and
/// operators after a dot, names for a new variable, namespaces to add. They take half of the time of a completion.
/// </summary>
internal static class LanguageHost
{
    private static readonly HashSet<string> Unwanted = new(StringComparer.Ordinal)
    {
        "CSharpSnippetCompletionProvider", "SnippetCompletionProvider", "UnnamedSymbolCompletionProvider", "AggregateEmbeddedLanguageCompletionProvider",
        "DeclarationNameCompletionProvider", "ExtensionMemberImportCompletionProvider", "TypeImportCompletionProvider", "InternalsVisibleToCompletionProvider",
        "CSharpSuggestionModeCompletionProvider", "ExplicitInterfaceTypeCompletionProvider", "LoadDirectiveCompletionProvider", "ReferenceDirectiveCompletionProvider",
        "IncludeAppDirectiveCompletionProvider", "PackageAppDirectiveCompletionProvider", "ProjectAppDirectiveCompletionProvider",
        "PropertyAppDirectiveCompletionProvider", "RefAppDirectiveCompletionProvider", "SdkAppDirectiveCompletionProvider",
    };

    public static MefHostServices Create() =>
        MefHostServices.Create(new ContainerConfiguration().WithParts(MefHostServices.DefaultAssemblies.SelectMany(a => a.DefinedTypes).Where(t => !Unwanted.Contains(t.Name))).CreateContainer());
}
