using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

public static partial class Plot
{
    private const int _trainingWidth = 640, _trainingHeight = 360, _rateHeight = 150, _mostMarked = 120;
    private const double _trainingLeft = 74;

    /// <summary>Loss for each epoch of a training, the epoch with the least validation loss (else training loss) marked, on a logarithmic axis where all losses are above 0.</summary>
    /// <param name="train">Training loss, one for each epoch; the first epoch is number 1.</param>
    /// <param name="validation">Validation loss; NaN for an epoch in which there was none; null when there is none at all.</param>
    /// <param name="learningRate">Learning rate of each epoch, drawn below on a logarithmic axis; null for none.</param>
    /// <param name="stoppedAt">Epoch after which the training was stopped early, marked; null when it was not.</param>
    /// <param name="quantity">What the loss is, such as <c>Mean square error</c>.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="isLogarithmic">False for a linear axis.</param>
    /// <param name="title">Headline.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no epoch, or the training cannot have stopped there.</exception>
    public static Figure TrainingCurves(double[] train, double[]? validation = null, double[]? learningRate = null, int? stoppedAt = null, string quantity = "Loss", string unit = "", bool isLogarithmic = true, string title = "")
    {
        ArgumentNullException.ThrowIfNull(train);
        SameLength.Require("There is one number for each epoch (NaN where an epoch has none)", ("train", train.Length), ("validation", validation?.Length), ("learningRate", learningRate?.Length));
        if (stoppedAt is { } stop && (stop < 1 || stop > train.Length)) throw new ArgumentException($"There are epochs 1 to {train.Length:N0}; the training cannot have stopped at {stop}.", nameof(stoppedAt));
        var (notes, isValidated) = (new List<string>(), validation?.Any(double.IsFinite) == true);
        var judged = isValidated ? validation! : train;
        if (validation is not null && !isValidated) notes.Add("No validation loss is finite: the best epoch is that of the training loss.");
        double[] epochs = [.. Enumerable.Range(1, train.Length).Select(i => (double)i)], losses = [.. train.Concat(validation ?? []).Where(double.IsFinite)];
        if (isLogarithmic && losses.Any(loss => loss <= 0))
        {
            isLogarithmic = false;
            notes.Add($"The axis is linear: {losses.Count(loss => loss <= 0):N0} losses are not above 0.");
        }
        var across = Axis.Over("Epoch", "", [1, train.Length], 0.02);
        var up = isLogarithmic ? Axis.OverLogarithm(quantity, unit, losses) : Axis.Over(quantity, unit, losses);
        List<Layer> layers = [Curve("training", epochs, train, Palette.Blue, notes)];
        if (validation is not null) layers.AddRange(Validation(epochs, validation, notes));
        var best = Best(judged);
        if (best >= 0)
        {
            layers.Add(Upright(epochs[best], up, "#000000"));
            layers.Add(new PointLayer($"best epoch {best + 1:N0}", [epochs[best]], [judged[best]], "#000000", Marker.Star));
        }
        else
        {
            layers.Add(new MessageLayer("no finite loss"));
        }
        if (stoppedAt is { } end)
        {
            layers.Add(Upright(end, up, Palette.Grey) with { Label = "stopped early" });
            notes.Add($"The training was stopped early, after epoch {end:N0}.");
        }
        var (height, hasRate) = (_trainingHeight, learningRate is not null);
        var share = hasRate ? (double)_trainingHeight / (_trainingHeight + _rateHeight) : 1;
        List<Panel> panels = [new(new(0, 0, 1, share), across, up, layers) { ReservedLeft = _trainingLeft }];
        if (learningRate is not null)
        {
            height += _rateHeight;
            panels.Add(new(new(0, share, 1, 1 - share), across, Axis.OverLogarithm("Learning rate", "", learningRate), [Curve("", epochs, learningRate, Palette.Grey, notes)]) { ReservedLeft = _trainingLeft });
        }
        return new(title, _trainingWidth, height, panels, Describe(train, isValidated ? validation : null, best, stoppedAt, unit)) { Notes = [.. notes.Distinct()] };
    }

    private static LineLayer Curve(string label, double[] x, double[] y, string colour, List<string> notes)
    {
        var thin = ThinnedCurve.Of(x, y);
        if (thin.Note(y.Length, "epochs") is { } note) notes.Add(note);
        return new(label, thin.X, thin.Y, colour) { StrokeWidth = thin.Block > 1 ? 0.9 : 1.8 };
    }

    /// <summary>A line from one epoch with a validation to the next, each marked where most epochs have none.</summary>
    private static IEnumerable<Layer> Validation(double[] epochs, double[] losses, List<string> notes)
    {
        int[] known = [.. Enumerable.Range(0, losses.Length).Where(i => double.IsFinite(losses[i]))];
        double[] x = [.. known.Select(i => epochs[i])], y = [.. known.Select(i => losses[i])];
        yield return Curve("validation", x, y, Palette.Vermillion, notes);
        if (2 * known.Length <= losses.Length && known.Length <= _mostMarked) yield return new PointLayer("", x, y, Palette.Vermillion) { Radius = 2.2 };
    }

    /// <summary>A dashed line through the whole height.</summary>
    private static LineLayer Upright(double x, Axis up, string colour) => new("", [x, x], [up.Min, up.Max], colour) { IsDashed = true, StrokeWidth = 1 };

    private static int Best(double[] losses)
    {
        var best = -1;
        for (var i = 0; i < losses.Length; i++)
            if (double.IsFinite(losses[i]) && (best < 0 || losses[i] < losses[best])) best = i;
        return best;
    }

    private static string Describe(double[] train, double[]? validation, int best, int? stoppedAt, string unit)
    {
        string Number(double value) => Quantity.Format(value, unit, 3);
        string Ends(double[] losses) => losses.Where(double.IsFinite).ToArray() is { Length: > 0 } finite ? $"from {Number(finite[0])} to {Number(finite[^1])}" : "nowhere finite";
        var least = best < 0 ? "no loss is finite" : $"the least {(validation is null ? "training" : "validation")} loss is {Number((validation ?? train)[best])} at epoch {best + 1:N0}";
        var validated = validation is null ? "" : $", validation loss {Ends(validation)}";
        return $"Training over {train.Length:N0} epochs: training loss {Ends(train)}{validated}; {least}{(stoppedAt is null ? "" : $"; stopped early after epoch {stoppedAt:N0}")}.";
    }
}
