using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.IO.Hdf5;

namespace Spm.Core.IO.FitFiles;

/// <summary>What must be the same for a fit that was cut short to be continued: the data, the model, every option, the program.</summary>
internal static class FitIdentity
{
    /// <summary>Name and value of everything that the result depends on, as text.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(FitPlan plan) =>
    [
        .. Data(plan.Source),
        ("model", plan.Model),
        ("parameters", string.Join(", ", plan.Parameters.Select(p => p.Unit.Length > 0 ? $"{p.Symbol} in {p.Unit}" : p.Symbol))),
        ("the model's formula (checksum)", Formula(plan)),
        ("fitted along", plan.FitDimension.ToString()),
        .. plan.Options.Select(o => ($"option {o.Name}", Convert.ToString(o.Value, CultureInfo.InvariantCulture) ?? "")),
        ("version of the program", ProvenanceStep.Ours("", "").Version),
    ];

    private static IEnumerable<(string, string)> Data(Dataset source)
    {
        yield return ("dataset", source.ToString());
        if (source.Samples is Hdf5SampleStore store)
        {
            var file = new FileInfo(store.FilePath);
            yield return ("source file", file.FullName);
            yield return ("size of the source file", $"{file.Length} bytes");
            yield return ("date of the source file", file.LastWriteTimeUtc.ToString("O"));
            yield return ("dataset in the source file", store.DatasetPath);
        }
        else
        {
            if (source.SourcePath is { } path) yield return ("source file", path);
            yield return ("checksum of the samples", Checksummed(source.Samples).ToString("x8"));
        }
    }

    /// <summary>A model that was defined in a notebook may have been changed and kept its name: its values at a few places tell.</summary>
    private static string Formula(FitPlan plan)
    {
        var abscissa = plan.FitDimension.Values.AsSpan(0, Math.Min(plan.FitDimension.Length, 16)).ToArray();
        var (parameters, values) = (new double[plan.Parameters.Count], new double[abscissa.Length * (plan.Source.IsComplex ? 2 : 1)]);
        var crc = 0u;
        foreach (var scale in (ReadOnlySpan<double>)[0.7, 1.9, -3.1])
        {
            for (var k = 0; k < parameters.Length; k++) parameters[k] = scale * (k + 1);
            plan.Evaluate(parameters, abscissa, values);
            crc = Checksum.Of(MemoryMarshal.AsBytes(values.AsSpan()), crc);
        }

        return crc.ToString("x8");
    }

    private static uint Checksummed(SampleStore samples)
    {
        var (crc, block) = (0u, new Complex[1 << 12]);
        for (var first = 0L; first < samples.Length; first += block.Length)
        {
            var part = block.AsSpan(0, (int)Math.Min(block.Length, samples.Length - first));
            samples.Read(first, part);
            crc = Checksum.Of(MemoryMarshal.AsBytes(part), crc);
        }

        return crc;
    }
}
