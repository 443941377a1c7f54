using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Spm.Benchmarks;

/// <summary>
/// A general solver in C or C++. <c>benchmarks/peers/fit.cpp</c> is compiled with a model's header and the solver's, for the number of points
/// at hand, and fits on one core.
/// </summary>
/// <param name="Title">Name for the tables.</param>
/// <param name="Header">The solver's header in <c>benchmarks/peers</c>.</param>
/// <param name="Package">Debian's package that holds it.</param>
/// <param name="Arguments">What the compiler needs for it.</param>
internal sealed record CompiledPeer(string Title, string Header, string Package, params string[] Arguments)
{
    /// <summary>Where a package's absence shows: the compiler cannot find a header or a library.</summary>
    private static readonly string[] MissingSigns = ["No such file or directory", "cannot find -l"];

    private static readonly string[] Optimization = ["-std=c++17", "-O3", "-march=native", "-ffast-math"];

    public static CompiledPeer TinySolver { get; } = new("Ceres TinySolver", "ceres.h", "libceres-dev", "-I/usr/include/eigen3");

    public static CompiledPeer Gsl { get; } = new("GSL multifit_nlinear", "gsl.h", "libgsl-dev", "-lgsl", "-lgslcblas");

    public static CompiledPeer Cminpack { get; } = new("cminpack lmder", "cminpack.h", "libcminpack-dev", "-lcminpack");

    public static IReadOnlyList<CompiledPeer> All { get; } = [TinySolver, Cminpack, Gsl];

    /// <summary>Compiles the peer for a model and fits every curve on one core.</summary>
    /// <param name="model">A header of <c>benchmarks/peers</c>: <c>sho</c>, <c>loop</c>, <c>gaussian</c> or <c>stretched</c>, which say what the parameters are.</param>
    /// <param name="abscissa">[point].</param>
    /// <param name="curves">[curve × point], complex ones interleaved.</param>
    /// <param name="repeats">Passes over all curves; the fastest counts.</param>
    /// <returns>What was found, or what is missing.</returns>
    /// <exception cref="InvalidOperationException">The peer is installed and does not compile or does not run; says why.</exception>
    public PeerRun Run(string model, ReadOnlySpan<double> abscissa, ReadOnlySpan<double> curves, int repeats = 7)
    {
        var folder = Directory.CreateTempSubdirectory("spm-peer-").FullName;
        try
        {
            var (program, input, output) = (Path.Combine(folder, "fit"), Path.Combine(folder, "in"), Path.Combine(folder, "out"));
            if (Compile(model, abscissa.Length, program) is { } missing) return new(Title) { Missing = missing };
            Peer.WriteInput(input, abscissa, curves);
            var (exitCode, printed, errors) = Execute(program, input, output, $"{repeats}");
            if (exitCode != 0) throw new InvalidOperationException($"{Title} ended with code {exitCode} on {model}: {errors}");
            using var report = JsonDocument.Parse(printed);
            double Number(string name) => report.RootElement.GetProperty(name).GetDouble();
            return new(Title) { FitsPerSecond = Number("fits") / Number("seconds"), EvaluationsPerFit = Number("evaluations"), Values = Peer.ReadOutput(output) };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Null when the program is there, else what is missing.</summary>
    private string? Compile(string model, int points, string program)
    {
        var folder = Path.Combine(Measure.RepositoryRoot(), "benchmarks", "peers");
        string[] definitions = [$"-DMODEL=\"{model}.h\"", $"-DSOLVER=\"{Header}\"", string.Create(CultureInfo.InvariantCulture, $"-DPOINTS={points}")];
        try
        {
            var (exitCode, _, errors) = Execute("g++", [.. Optimization, .. definitions, Path.Combine(folder, "fit.cpp"), "-o", program, .. Arguments]);
            if (exitCode == 0) return null;
            return MissingSigns.Any(s => errors.Contains(s, StringComparison.Ordinal)) && File.Exists(Path.Combine(folder, model + ".h"))
                ? $"not installed: apt-get install {Package}"
                : throw new InvalidOperationException($"{Title} does not compile for {model}: {errors}");
        }
        catch (Win32Exception)
        {
            return "no compiler: apt-get install g++";
        }
    }

    private static (int ExitCode, string Output, string Errors) Execute(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C"; // The compiler's messages are read.
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}

/// <summary>What a <see cref="CompiledPeer"/> found.</summary>
/// <param name="Title">The peer's name.</param>
internal sealed record PeerRun(string Title)
{
    /// <summary>What must be installed; null when it ran.</summary>
    public string? Missing { get; init; }

    /// <summary>Fits per second of CPU time on one core; scaling, guess and storing included.</summary>
    public double FitsPerSecond { get; init; }

    /// <summary>Evaluations of the model per fit, those with and those without derivatives both counted.</summary>
    public double EvaluationsPerFit { get; init; }

    /// <summary>[curve × parameter], in the units of the data.</summary>
    public double[] Values { get; init; } = [];
}
