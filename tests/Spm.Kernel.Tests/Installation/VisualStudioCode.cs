namespace Spm.Kernel.Tests.Installation;

/// <summary>What Visual Studio Code makes of a kernel's words.</summary>
internal static class VisualStudioCode
{
    /// <summary>
    /// The language identifier of a notebook's cells, from <c>language_info.name</c> or else <c>kernelspec.language</c>: lower case, then
    /// a letter followed by # becomes that letter followed by «sharp» (microsoft/vscode, extensions/ipynb/src/deserializers.ts, and
    /// microsoft/vscode-jupyter, src/platform/common/utils.ts: the function <c>translateKernelLanguageToMonaco</c> of both).
    /// </summary>
    public static string LanguageOf(string jupyterLanguage)
    {
        var lower = jupyterLanguage.ToLowerInvariant();
        return lower is [var letter, '#'] ? $"{letter}sharp" : lower;
    }
}
