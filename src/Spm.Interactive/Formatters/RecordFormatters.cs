using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Registration;
using Spm.Core.Spectroscopy;
using Spm.Core.Spectroscopy.GeneralMode;
using Spm.Interactive.Charts;
using Spm.Interactive.Session;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>Short records: dimensions, steps of provenance, fit plans, instruments, single quantities.</summary>
internal static class RecordFormatters
{
    private const int _width = 640, _height = 300;

    public static void Register(ScriptOnce once)
    {
        BundleFormatter.Register<Dimension>(dimension => KeyValueFormatter.Format(View(dimension)), MimeTypes.Html);
        BundleFormatter.Register<ProvenanceStep>(step => Steps([step]), MimeTypes.Html);
        BundleFormatter.Register<IReadOnlyList<ProvenanceStep>>(Steps, MimeTypes.Html);
        BundleFormatter.Register<FitPlan>(plan => KeyValueFormatter.Format(View(plan)), MimeTypes.Html);
        BundleFormatter.Register<IInstrument>(instrument => KeyValueFormatter.Format(View(instrument)), MimeTypes.Html);
        BundleFormatter.Register<InstrumentLimits>(LimitsFormatter.Format, MimeTypes.Html);
        BundleFormatter.Register<LimitWidening>(LimitsFormatter.Format, MimeTypes.Html);
        BundleFormatter.Register<FitParameter>(p => KeyValueFormatter.Format(new KeyValueView($"Parameter {p.Symbol}: {p.Name}", [("Unit", p.Unit.Length > 0 ? p.Unit : "none"), ("Meaning", p.Description), ("Kind", p.IsCyclic ? "an angle" : "a number")])), MimeTypes.Html);
        BundleFormatter.Register<DerivedQuantity>(quantity => KeyValueFormatter.Format(View(quantity)), MimeTypes.Html);
        BundleFormatter.Register<DriftOffset>(offset => KeyValueFormatter.Format(new KeyValueView("Drift", [("x", UncertainQuantity.Format(offset.XM, offset.XErrorM, "m")), ("y", UncertainQuantity.Format(offset.YM, offset.YErrorM, "m"))])), MimeTypes.Html);
        BundleFormatter.Register<DriftLine>(line => KeyValueFormatter.Format(new KeyValueView("Steady drift along one axis", [("Velocity", UncertainQuantity.Format(line.VelocityMPerS, line.VelocityErrorMPerS, "m/s")), ("Position at mean time", UncertainQuantity.Format(line.MeanM, line.MeanErrorM, "m")), ("Mean time", Quantity.Compact(line.MeanTimeS, "s", 4)), ("Reduced χ²", $"{line.ReducedChiSquare:G3}")])), MimeTypes.Html);
        BundleFormatter.Register<DriftCorrection>(following => KeyValueFormatter.Format(View(following)), MimeTypes.Html);
        BundleFormatter.Register<PathSamples>(samples => KeyValueFormatter.Format(View(samples)), MimeTypes.Html);
        BundleFormatter.Register<LoopProjection.Summary>(loop => KeyValueFormatter.Format(new KeyValueView("Loop on one axis",
        [
            ("Turned by", Quantity.Format(loop.AngleRad, "rad")), ("Offset", $"{loop.Offset:G4}"), ("Signed area", $"{loop.SignedArea:G4}"), ("Centroid", $"{Quantity.Format(loop.CentroidV, "V")}, response {loop.CentroidResponse:G4}"),
        ])), MimeTypes.Html);
        BundleFormatter.Register<Agreement>(agreement => KeyValueFormatter.Format(View(agreement)), MimeTypes.Html);
        BundleFormatter.Register<SurfaceRoughness>(roughness => KeyValueFormatter.Format(View(roughness)), MimeTypes.Html);
        BundleFormatter.Register<ForceCurveMarks>(marks => KeyValueFormatter.Format(View(marks)), MimeTypes.Html);
        BundleFormatter.Register<Coverage>(coverage => Format(coverage, once), FigureBundle.LineTypes);
        BundleFormatter.Register<GeneralModeResult>(result => Format(result, once), FigureBundle.Types);
    }

    private static MimeBundle Format(Coverage coverage, ScriptOnce once)
    {
        var figure = Plot.Calibration(coverage);
        return FigureBundle.Of(figure.Description, figure, coverage, once);
    }

    private static MimeBundle Steps(IReadOnlyList<ProvenanceStep> steps)
    {
        var title = steps.Count == 0 ? "Nothing is known of how it came to be" : $"How it came to be ({steps.Count} {(steps.Count == 1 ? "step" : "steps")})";
        if (steps.Count == 0) return KeyValueFormatter.Format(new(title, []));
        var table = DatasetFormatter.Provenance(steps);
        return new MimeBundle($"{title}\n{table.ToText()}").With(MimeTypes.Html, FigureBundle.Heading(title) + table.ToHtml());
    }

    private static KeyValueView View(Dimension d)
    {
        var steps = Enumerable.Range(1, Math.Max(d.Length - 1, 0)).Select(i => d.Values[i] - d.Values[i - 1]).ToArray();
        const double Even = 1e-6;
        var spacing = steps.Length == 0 ? "" : steps.All(s => Math.Abs(s - steps[0]) <= Even * Math.Abs(steps[0])) ? $"every {Quantity.Compact(Math.Abs(steps[0]), d.Unit, 4)}"
            : steps.All(s => s > 0) || steps.All(s => s < 0) ? "not even" : "up and down";
        return new($"Dimension {d.Name}: {d.Quantity}{(d.Unit.Length > 0 ? $" in {d.Unit}" : "")}",
        [
            ("Points", $"{d.Length:N0}"), ("Kind", FitWords.Of(d.Kind)),
            .. d.Length == 0 ? Array.Empty<(string, string)>() : [("First", Quantity.Compact(d.Values[0], d.Unit)), ("Last", Quantity.Compact(d.Values[^1], d.Unit)), ("Range", $"{Quantity.Compact(d.Values.Min(), d.Unit)} to {Quantity.Compact(d.Values.Max(), d.Unit)}")],
            .. spacing.Length > 0 ? [("Spacing", spacing)] : Array.Empty<(string, string)>(),
        ]);
    }

    private static KeyValueView View(Agreement agreement) => new($"Agreement of {agreement.Count:N0} pairs, in the unit of the values",
    [
        ("R²", double.IsNaN(agreement.RSquared) ? "not defined, all measured values are equal" : Quantity.Format(agreement.RSquared, "")),
        ("Root mean square error", Quantity.Format(agreement.RootMeanSquare, "")), ("Mean absolute error", Quantity.Format(agreement.MeanAbsolute, "")), ("Bias", Quantity.Format(agreement.Bias, "")),
        .. agreement.WithErrors > 0 ? [("Beyond 2σ", $"{agreement.OutsideTwoSigma:N0} of {agreement.WithErrors:N0} ({FitSummaryText.Percent(agreement.OutsideTwoSigma, agreement.WithErrors)}; a normal law has 4.6 %)")] : Array.Empty<(string, string)>(),
    ]);

    private static KeyValueView View(SurfaceRoughness roughness) => new($"Roughness over {roughness.Count:N0} pixels, in the unit of the map",
    [
        ("Rq, root mean square", Quantity.Format(roughness.Rq, "")), ("Ra, mean absolute", Quantity.Format(roughness.Ra, "")),
        ("Peak to valley", Quantity.Format(roughness.PeakToValley, "")), ("Mean height", Quantity.Format(roughness.Mean, "")),
    ]);

    private static KeyValueView View(ForceCurveMarks marks)
    {
        return new("Marks of a force curve",
        [
            ("Baseline", Quantity.Format(marks.BaselineM, "m")), ("Noise of a point", Quantity.Format(marks.NoiseM, "m", 2)), ("Snap-in", Words(marks.SnapIn)),
            ("Contact point", marks.ContactZM is { } contact ? $"z {Quantity.Format(contact, "m")}" : "none"), ("Pull-off", Words(marks.PullOff)),
        ]);

        static string Words(ForceMark? mark) => mark is { } at ? $"z {Quantity.Format(at.ZM, "m")}, deflection {Quantity.Format(at.DeflectionM, "m")}" : "none";
    }

    private static KeyValueView View(DriftCorrection following) => new("Frames follow the drift",
    [
        ("Velocity along x", UncertainQuantity.Format(following.Estimate.X.VelocityMPerS, following.Estimate.X.VelocityErrorMPerS, "m/s")),
        ("Velocity along y", UncertainQuantity.Format(following.Estimate.Y.VelocityMPerS, following.Estimate.Y.VelocityErrorMPerS, "m/s")),
        ("Moved before", $"{Quantity.Compact(following.BaseXM, "m", 4)}, {Quantity.Compact(following.BaseYM, "m", 4)}"),
        ("Since", $"{Quantity.Compact(following.SinceS, "s", 4)} on the instrument's clock"), ("An image takes", Quantity.Compact(following.FrameS, "s", 4)),
    ]);

    private static KeyValueView View(PathSamples samples) => new($"{samples.Path.Title}: {samples.Points.Count:N0} points",
    [
        ("Channels", string.Join(", ", samples.Channels.Select(c => c.Unit.Length > 0 ? $"{c.Name} in {c.Unit}" : c.Name))),
        .. samples.TimesS.Count == 0 ? Array.Empty<(string, string)>() : [("Last point after", Quantity.Compact(samples.TimesS[^1], "s", 4))],
        ("One channel", "samples[\"NAME\"]"), ("Its path", "samples.Path"),
    ]);

    private static KeyValueView View(FitPlan plan) => new($"Plan: fit {plan.Model} to {plan.Source.Name}",
    [
        ("Along", $"{plan.FitDimension}"), ("Fits", $"{plan.FitDimensions.Aggregate(1L, (n, d) => n * d.Length):N0} over {(plan.FitDimensions.Count == 0 ? "one curve" : string.Join(" × ", plan.FitDimensions.Select(d => $"{d.Name} ({d.Length:N0})")))}"),
        ("Parameters", string.Join(", ", plan.Parameters.Select(p => p.Unit.Length > 0 ? $"{p.Symbol} in {p.Unit}" : p.Symbol))),
        .. plan.Options.Select(option => (option.Name, Convert.ToString(option.Value, System.Globalization.CultureInfo.InvariantCulture) ?? "")),
        ("To run it", "await spm.FitToFileAsync(plan, \"fit.h5\"), or into memory: FitRunner.Run(plan)"),
    ]);

    private static KeyValueView View(IInstrument instrument)
    {
        var status = instrument.Status;
        string[] abilities = [.. instrument.GetType().GetInterfaces().Where(i => i != typeof(IInstrument) && typeof(IInstrument).IsAssignableFrom(i)).Select(i => FitWords.Words(i.Name[1..])).Order()];
        return new(status.Name.Length > 0 ? status.Name : instrument.Name,
        [
            ("Sample", status.Sample), ("State", status.IsMeasuring ? "measuring" : "idle"), ("Tip at", $"{Quantity.Compact(status.XM, "m", 4)}, {Quantity.Compact(status.YM, "m", 4)}"),
            ("Bias", Quantity.Compact(status.BiasV, "V", 4)), ("Can do", string.Join(", ", abilities)), ("Limits", status.Limits),
        ]);
    }

    private static KeyValueView View(DerivedQuantity quantity)
    {
        double[] sorted = [.. quantity.Values.Where(double.IsFinite).Order()];
        return new($"{quantity.Name} ({quantity.Symbol}): {quantity.Values.Length:N0} values, {quantity.Values.Length - sorted.Length:N0} missing",
        [
            .. sorted.Length == 0 ? Array.Empty<(string, string)>() : [("Median", Quantity.Format(Quantiles.Of(sorted, 0.5), quantity.Unit)), ("Middle 90 %", $"{Quantity.Format(Quantiles.Of(sorted, 0.05), quantity.Unit)} to {Quantity.Format(Quantiles.Of(sorted, 0.95), quantity.Unit)}")],
            ("Standard errors", quantity.StandardErrors is { } errors && errors.Where(double.IsFinite).Order().ToArray() is { Length: > 0 } known ? $"median {Quantity.Format(Quantiles.Of(known, 0.5), quantity.Unit, 2)}" : "none"),
            ("Meaning", quantity.Description),
        ]);
    }

    private static MimeBundle Format(GeneralModeResult result, ScriptOnce once)
    {
        var words = Words(result);
        var table = new HtmlTable(["", "kept", "all above the noise"]);
        table.Add("Bins", $"{result.KeptInformation.Bins:N0}", $"{result.TotalInformation.Bins:N0}");
        table.Add("Mean square", Quantity.Format(result.KeptInformation.EnergyV2, "V²"), Quantity.Format(result.TotalInformation.EnergyV2, "V²"));
        table.Add("Information", Quantity.Format(result.KeptInformation.Bits, "bit"), Quantity.Format(result.TotalInformation.Bits, "bit"));
        foreach (var (i, floor) in result.Floors.Index()) table.Add($"Noise floor {i + 1}", $"σ = {floor.Sigma:G4}", $"threshold {floor.Threshold:G4}");
        return FigureBundle.Of($"{words}\n{table.ToText()}", FigureOf(result), result, once, FigureBundle.Heading(words), table.ToHtml());
    }

    /// <summary>The filtered stream.</summary>
    public static Figure FigureOf(GeneralModeResult result)
    {
        double[] index = [.. Enumerable.Range(0, result.SignalV.Length).Select(i => (double)i)];
        var thin = ThinnedCurve.Of(index, result.SignalV);
        return new("", _width, _height, [new(Cell.Whole, Axis.Over("Sample", "", index, 0), Axis.Over("Signal", "V", result.SignalV), [new LineLayer("", thin.X, thin.Y, Palette.Blue) { StrokeWidth = 0.9 }])], Words(result) + ".")
        {
            Notes = thin.Note(result.SignalV.Length, "samples") is { } note ? [note] : [],
        };
    }

    private static string Words(GeneralModeResult result) =>
        $"Filtered stream of {result.SignalV.Length:N0} samples: {result.Kept.Count(kept => kept):N0} of {result.Kept.Length:N0} bins kept, {100 * result.EnergyKept:F2} % of the energy and {100 * result.InformationKept:F2} % of the information above the noise";
}
