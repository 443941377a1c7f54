using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spm.Kernel.Installation;

/// <summary>
/// How Jupyter learns of a kernel: a folder with a <c>kernel.json</c>
/// (https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs).
/// </summary>
public static class KernelSpec
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Writes the kernelspec <c>share/jupyter/kernels/NAME</c> under <paramref name="prefix"/>, or <c>kernels/NAME</c> in the user's Jupyter
    /// folder when it is null. What was there is replaced.
    /// </summary>
    /// <param name="identity">Name of its folder, and what people see.</param>
    /// <param name="prefix">A folder such as <c>/usr/local</c> or that of a Python environment; null for the current user.</param>
    /// <param name="argv">The program and its words that start the kernel; one of them holds <c>{connection_file}</c>.</param>
    /// <param name="environment">Variables the kernel needs to start, such as <c>DOTNET_ROOT</c>; null for none.</param>
    /// <returns>The folder written.</returns>
    /// <exception cref="ArgumentException"><paramref name="argv"/> does not hold <c>{connection_file}</c>.</exception>
    /// <exception cref="KernelSpecException">The folder cannot be written.</exception>
    public static string Install(KernelIdentity identity, string? prefix, IReadOnlyList<string> argv, IReadOnlyDictionary<string, string>? environment = null)
    {
        if (!argv.Any(word => word.Contains("{connection_file}", StringComparison.Ordinal)))
            throw new ArgumentException("The command that starts the kernel must hold the word {connection_file}, which Jupyter replaces.", nameof(argv));
        var data = prefix is null ? JupyterFolders.UserData() : Path.Combine(Path.GetFullPath(prefix), "share", "jupyter");
        var folder = Path.Combine(data, "kernels", identity.Name);
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "kernel.json"), Description(identity, argv, environment).ToJsonString(Layout) + "\n");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new KernelSpecException(
                $"The kernel cannot be installed in {folder}: {e.Message} "
                + (prefix is null
                    ? "Set JUPYTER_DATA_DIR to a folder you may write, or give one with --prefix."
                    : "Give a folder you may write with --prefix, or leave --prefix out to install for yourself only."),
                e);
        }
        return folder;
    }

    private static JsonObject Description(KernelIdentity identity, IReadOnlyList<string> argv, IReadOnlyDictionary<string, string>? environment)
    {
        var description = new JsonObject
        {
            ["argv"] = new JsonArray([.. argv.Select(word => JsonValue.Create(word))]),
            ["display_name"] = identity.DisplayName,
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject { ["debugger"] = false },
        };
        if (environment is { Count: > 0 })
            description["env"] = new JsonObject(environment.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)JsonValue.Create(v.Value))));
        return description;
    }
}

/// <summary>A kernelspec that cannot be written. The message says where and what to do instead.</summary>
public sealed class KernelSpecException : Exception
{
    /// <summary>An error with the message a person reads and what caused it.</summary>
    public KernelSpecException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An error with the message a person reads.</summary>
    public KernelSpecException(string message)
        : base(message)
    {
    }

    /// <summary>An error without further words; not used.</summary>
    public KernelSpecException()
    {
    }
}
