using Spm.Core.Data;
using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Client;

/// <summary>What a spectroscopy returns: names, one row of values for each, parameters.</summary>
internal sealed record NanonisSweep(string[] Names, int Columns, float[] Values)
{
    private const string BackwardMark = "[bwd]";

    /// <summary>Reads the answer of BiasSpectr.Start or ZSpectr.Start.</summary>
    public static NanonisSweep Read(WireReader reader)
    {
        var names = reader.ReadTexts();
        var at = reader.Offset;
        var (rows, columns, values) = reader.ReadMatrix();
        if (rows != names.Length) throw new NanonisWireException("Start", at, $"{names.Length} rows, one for each channel", $"{rows}");
        reader.ReadSingles();
        return new NanonisSweep(names, columns, values);
    }

    /// <summary>One dataset per channel, forward and backward together.</summary>
    /// <exception cref="InvalidOperationException">The sweep has another number of points, or a channel has no backward sweep.</exception>
    public IReadOnlyList<Dataset> Datasets(SweepRequest request, string axis, string axisUnit, string source)
    {
        if (Columns != request.Points)
            throw new InvalidOperationException($"The controller swept {Columns} points where {request.Points} were asked for.");
        var provenance = ProvenanceStep.Ours(axis == "Z" ? "z sweep" : "bias sweep", source, ("request", request.ToString()));
        List<Dimension> dimensions = [new(axis, axis == "Z" ? "Position" : axis, axisUnit, DimensionKind.Spectroscopic, Row(0))];
        if (request.Backward) dimensions.Insert(0, new("Direction", "Direction", "", DimensionKind.Spectroscopic, [0, 1]));
        var datasets = new List<Dataset>();
        for (var i = 1; i < Names.Length; i++)
        {
            if (Names[i].Contains(BackwardMark, StringComparison.Ordinal)) continue;
            var signal = NanonisChannels.Parse(i, Names[i]);
            var samples = request.Backward ? [.. Row(i), .. Row(Backward(signal))] : Row(i);
            datasets.Add(new Dataset(signal.Name, signal.Name, signal.Unit, dimensions, new RealMemoryStore(samples),
                new Dictionary<string, object> { ["instrument"] = "Nanonis", ["controller_signal"] = Names[i] }, [provenance]));
        }
        return datasets;
    }

    private int Backward(SignalInfo signal) => Array.FindIndex(Names, n => n.Replace($" {BackwardMark}", "", StringComparison.Ordinal) == signal.ToString() && n.Contains(BackwardMark, StringComparison.Ordinal)) is var found and > 0
        ? found
        : throw new InvalidOperationException($"The controller returned no backward sweep of {signal}. It returned {string.Join(", ", Names)}.");

    private double[] Row(int index)
    {
        var row = new double[Columns];
        for (var i = 0; i < Columns; i++) row[i] = Values[index * Columns + i];
        return row;
    }
}
