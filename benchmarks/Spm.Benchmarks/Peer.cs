using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Spm.Benchmarks;

/// <summary>A script of <c>benchmarks/peers</c>: it reads an abscissa and curves, writes parameters, and prints its fits per second on one core.</summary>
internal static class Peer
{
    private const string Python = "/usr/bin/python3";

    /// <summary>scipy's <c>curve_fit</c> on a model of <c>model_scipy.py</c>, <c>gaussian</c> or <c>stretched</c>; null when it is not installed.</summary>
    public static (double FitsPerSecond, double[] Values)? Model(string model, ReadOnlySpan<double> abscissa, ReadOnlySpan<double> curves) =>
        Run("model_scipy.py", abscissa, curves, model);

    /// <summary>Runs a peer in a process of its own; null when it is not installed.</summary>
    /// <param name="script">File of <c>benchmarks/peers</c>.</param>
    /// <param name="abscissa">[point].</param>
    /// <param name="curves">[curve × point], complex ones interleaved.</param>
    /// <param name="more">Further arguments of the script.</param>
    public static (double FitsPerSecond, double[] Values)? Run(string script, ReadOnlySpan<double> abscissa, ReadOnlySpan<double> curves, params string[] more)
    {
        if (!File.Exists(Python)) return null;
        var (input, output) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            WriteInput(input, abscissa, curves);
            string[] arguments = [Path.Combine(Measure.RepositoryRoot(), "benchmarks", "peers", script), input, output, $"{abscissa.Length}", .. more];
            var start = new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true };
            start.Environment["OMP_NUM_THREADS"] = "1";
            start.Environment["OPENBLAS_NUM_THREADS"] = "1";
            using var process = Process.Start(start)!;
            var rate = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) return null;
            return (double.Parse(rate, CultureInfo.InvariantCulture), ReadOutput(output));
        }
        finally
        {
            File.Delete(input);
            File.Delete(output);
        }
    }

    /// <summary>Writes what every peer reads: abscissa, then curves, as float64.</summary>
    public static void WriteInput(string path, ReadOnlySpan<double> abscissa, ReadOnlySpan<double> curves)
    {
        using var file = File.Create(path);
        file.Write(MemoryMarshal.AsBytes(abscissa));
        file.Write(MemoryMarshal.AsBytes(curves));
    }

    /// <summary>Reads what every peer writes: rows of parameters as float64.</summary>
    public static double[] ReadOutput(string path) => MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(path)).ToArray();
}
