using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Tags;

namespace Spm.Kernel.Language;

/// <summary>From Roslyn's tags to the kinds for which front ends have icons.</summary>
internal static class CompletionKinds
{
    public static string Of(ImmutableArray<string> tags)
    {
        foreach (var tag in tags)
        {
            var kind = tag switch
            {
                WellKnownTags.Method or WellKnownTags.ExtensionMethod or WellKnownTags.Operator => "function",
                WellKnownTags.Class or WellKnownTags.Structure => "class",
                WellKnownTags.Interface => "interface",
                WellKnownTags.Enum => "enum",
                WellKnownTags.Delegate => "type",
                WellKnownTags.Namespace or WellKnownTags.Module => "module",
                WellKnownTags.Property or WellKnownTags.Event => "property",
                WellKnownTags.Field or WellKnownTags.EnumMember or WellKnownTags.Constant => "field",
                WellKnownTags.Local or WellKnownTags.Parameter or WellKnownTags.RangeVariable => "variable",
                WellKnownTags.Keyword => "keyword",
                WellKnownTags.Snippet => "snippet",
                _ => null,
            };
            if (kind is not null) return kind;
        }
        return "text";
    }
}
