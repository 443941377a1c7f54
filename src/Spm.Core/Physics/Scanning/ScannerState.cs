namespace Spm.Core.Physics.Scanning;

/// <summary>
/// All that a scanner carries from one moment to the next: piezos with their past, drift, noise, feedback, tip, virtual time. Made by
/// <see cref="ScanLineSimulator.Land"/>; a <see cref="Clone"/> lives on its own and does what the original would have done.
/// Not for two threads at once.
/// </summary>
public sealed class ScannerState
{
    internal ScannerState(PiezoAxis x, PiezoAxis y, FeedbackLoop feedback, ThermalDrift[]? drift, FlickerProcess? flicker, TipHistory tip) =>
        (X, Y, Feedback, Drift, Flicker, Tip) = (x, y, feedback, drift, flicker, tip);

    /// <summary>Virtual time in s.</summary>
    public double TimeS { get; internal set; }

    /// <summary>Where the tip was told to be: x in m.</summary>
    public double CommandXM { get; internal set; }

    /// <summary>Where the tip was told to be: y in m.</summary>
    public double CommandYM { get; internal set; }

    /// <summary>Truth: x of the sample's point below the tip in m.</summary>
    public double XM { get; internal set; }

    /// <summary>Truth: y of the sample's point below the tip in m.</summary>
    public double YM { get; internal set; }

    /// <summary>Height that the instrument reports in m.</summary>
    public double HeightM => Feedback.HeightM;

    /// <summary>Error signal as a length in m.</summary>
    public double ErrorM => Feedback.ErrorM;

    /// <summary>Truth: height of the tip in m, counted such that on the surface it is at its setpoint.</summary>
    public double TipM => Feedback.TipM;

    /// <summary>Truth: which shape the tip has; 0 is the original, i the i-th of <see cref="TipChangeOptions.Shapes"/>.</summary>
    public int TipShape => Tip.Shape;

    /// <summary>Truth: how much longer the tip has become, in m.</summary>
    public double TipApexM => Tip.ApexM;

    /// <summary>Changes of the tip so far.</summary>
    public int TipChanges => Tip.Changes;

    internal PiezoAxis X { get; }

    internal PiezoAxis Y { get; }

    internal FeedbackLoop Feedback { get; }

    internal ThermalDrift[]? Drift { get; }

    internal FlickerProcess? Flicker { get; }

    internal TipHistory Tip { get; }

    /// <summary>Moves and waits so far: each has its own noise.</summary>
    internal long Moves { get; set; }

    /// <summary>A copy with its own future.</summary>
    public ScannerState Clone() =>
        new(X.Clone(), Y.Clone(), Feedback.Clone(), Drift is null ? null : Array.ConvertAll(Drift, d => d.Clone()), Flicker?.Clone(), Tip.Clone())
        {
            TimeS = TimeS,
            CommandXM = CommandXM,
            CommandYM = CommandYM,
            XM = XM,
            YM = YM,
            Moves = Moves,
        };
}
