using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Spm.Benchmarks;

/// <summary>A script of <c>benchmarks/peers</c>: it reads an abscissa and curves, writes parameters, and prints its fits per second on one core.</summary>
internal static class Peer
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Runs a peer in a process of its own; null when it is not installed.</summary>
    public static (double FitsPerSecond, double[] Values)? Run(string script, ReadOnlySpan<double> abscissa, ReadOnlySpan<double> curves)
    {
        if (!File.Exists(Python)) return null;
        var (input, output) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            using (var file = File.Create(input))
            {
                file.Write(MemoryMarshal.AsBytes(abscissa));
                file.Write(MemoryMarshal.AsBytes(curves));
            }
            string[] arguments = [Path.Combine(Measure.RepositoryRoot(), "benchmarks", "peers", script), input, output, $"{abscissa.Length}"];
            var start = new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true };
            start.Environment["OMP_NUM_THREADS"] = "1";
            start.Environment["OPENBLAS_NUM_THREADS"] = "1";
            using var process = Process.Start(start)!;
            var rate = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) return null;
            return (double.Parse(rate, CultureInfo.InvariantCulture), MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(output)).ToArray());
        }
        finally
        {
            File.Delete(input);
            File.Delete(output);
        }
    }
}
