namespace Spm.Kernel.Installation;

/// <summary>Where Jupyter keeps its files (https://docs.jupyter.org/en/latest/use/jupyter-directories.html, «Data files»).</summary>
public static class JupyterFolders
{
    /// <summary>The current user's data folder; it need not exist.</summary>
    /// <exception cref="KernelSpecException">The user has no home folder.</exception>
    public static string UserData() => UserData(
        Environment.GetEnvironmentVariable,
        OperatingSystem.IsWindows() ? Platform.Windows : OperatingSystem.IsMacOS() ? Platform.MacOS : Platform.Linux);

    /// <summary>The same for given variables and platform: <c>JUPYTER_DATA_DIR</c> first, then what is usual there.</summary>
    internal static string UserData(Func<string, string?> variable, Platform platform)
    {
        if (Given(variable("JUPYTER_DATA_DIR")) is { } data) return data;
        switch (platform)
        {
            case Platform.Windows:
                return Path.Combine(Given(variable("APPDATA")) ?? throw Homeless("APPDATA"), "jupyter");
            case Platform.MacOS:
                return Path.Combine(Given(variable("HOME")) ?? throw Homeless("HOME"), "Library", "Jupyter");
            default:
                if (Given(variable("XDG_DATA_HOME")) is { } shared) return Path.Combine(shared, "jupyter");
                return Path.Combine(Given(variable("HOME")) ?? throw Homeless("HOME"), ".local", "share", "jupyter");
        }
    }

    private static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static KernelSpecException Homeless(string variable) =>
        new($"There is no folder to install for the current user: {variable} is not set. Set JUPYTER_DATA_DIR, or give a folder with --prefix.");

    /// <summary>The conventions Jupyter knows.</summary>
    internal enum Platform
    {
        /// <summary>Linux and other systems with the XDG folders.</summary>
        Linux,

        /// <summary>macOS.</summary>
        MacOS,

        /// <summary>Windows.</summary>
        Windows,
    }
}
