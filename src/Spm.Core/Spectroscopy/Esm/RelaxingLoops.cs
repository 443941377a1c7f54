using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Core.Spectroscopy;

/// <summary>
/// Electrochemical strain: loops that close with time as ions diffuse back. At every time the loop along the bias is measured without a model; how its
/// opening decays is then an ordinary relaxation, <c>RelaxationAnalysis</c> of <c>DatasetOf("opening")</c> or <c>DatasetOf("area")</c>.
/// </summary>
public static class RelaxingLoops
{
    /// <summary>
    /// <see cref="LoopMeasures"/> of every loop of a dataset with one bias dimension, whatever else it has (time after the pulse, cycle, position):
    /// area, R0falling, R0rising, opening, Vz-, Vz+, width, shift, with standard errors from the noise of each loop.
    /// </summary>
    /// <param name="source">Real data with one spectroscopic dimension in V that holds one cycle of the bias.</param>
    /// <param name="biasDimension">Name of the bias dimension; null: the only one in V.</param>
    /// <param name="cancel">Honoured between loops.</param>
    /// <returns>Values over the dataset's other dimensions; NaN with a reason where there are too few points.</returns>
    /// <exception cref="ArgumentException">The data are complex, or there is no bias dimension or more than one.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DerivedResult Of(Dataset source, string? biasDimension = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var bias = AxisChoice.Bias(source, biasDimension, -1, "relaxing loops");
        var reader = new CurveReader(source, "the measure of loops", bias);
        var meter = new LoopMeter(source.Dimensions[bias].Values);
        var loop = new double[reader.Points];
        double[] values = new double[LoopMeter.Count], errors = new double[LoopMeter.Count];
        var found = Enumerable.Range(0, LoopMeter.Count).Select(_ => (Values: new double[reader.Count], Errors: new double[reader.Count])).ToArray();
        var reasons = new string?[reader.Count];
        for (var k = 0; k < reader.Count; k++)
        {
            cancel.ThrowIfCancellationRequested();
            reader.Read(k, loop);
            meter.Measure(loop, [], double.NaN, values, errors);
            for (var q = 0; q < LoopMeter.Count; q++)
                (found[q].Values[k], found[q].Errors[k]) = (values[q], errors[q]);
            reasons[k] = Array.TrueForAll(values, double.IsNaN) ? "too few finite points" : null;
        }
        return new()
        {
            Name = $"loops of {source.Name}",
            Source = source,
            Dimensions = reader.Dimensions,
            Quantities = [.. SwitchingCatalogue.OfPoints(source.Unit, "V").Select((label, q) => new DerivedQuantity(label.Name, label.Symbol, label.Unit, found[q].Values) { StandardErrors = found[q].Errors, Description = label.Description })],
            Reasons = reasons,
            Provenance = [.. source.Provenance, ProvenanceStep.Ours("measure loops", source.Name, ("bias dimension", source.Dimensions[bias].Name))],
        };
    }
}
