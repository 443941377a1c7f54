using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Spm.Kernel.Server;

/// <summary>Ends the kernel when the process that started it is gone: Jupyter gives its process id in <c>JPY_PARENT_PID</c>.</summary>
internal static partial class ParentWatch
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.5);

    /// <summary>Starts looking, when there is a parent to look for; calls <paramref name="gone"/> once.</summary>
    public static void Start(Action gone)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out var parent) || parent <= 1) return;
        var isGone = OperatingSystem.IsWindows() ? HasExited(parent) : HasLeft(parent);
        var thread = new Thread(() =>
        {
            while (!isGone()) Thread.Sleep(LookEvery);
            gone();
        })
        { IsBackground = true, Name = "parent watch" };
        thread.Start();
    }

    private static Func<bool> HasExited(int parent)
    {
        try
        {
            var process = Process.GetProcessById(parent);
            return () => process.HasExited;
        }
        catch (ArgumentException)
        {
            // It was gone before we looked.
            return () => true;
        }
    }

    /// <summary>On Unix an orphan gets a new parent. A launcher may stand between Jupyter and us; then its end is what counts.</summary>
    private static Func<bool> HasLeft(int parent)
    {
        var first = GetParent();
        return first == parent || first != 1 ? () => GetParent() != first : () => false;
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();
}
