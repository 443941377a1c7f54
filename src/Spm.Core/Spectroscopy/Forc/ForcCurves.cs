namespace Spm.Core.Spectroscopy;

/// <summary>One family after the other, read from the dataset: responses, which are there, their noise. For one thread.</summary>
internal sealed class ForcCurves
{
    /// <summary>A point that nearly fixes its own fitted value says nothing about the noise.</summary>
    private const double GreatestLeverage = 0.99;

    private readonly CurveReader reader;
    private readonly double[] samples, deviations;
    private readonly bool[] isKept;
    private readonly (double V, double R)[] ownNodes;
    private readonly int smoothing;
    private readonly ForcStencil wholeOwn;

    public ForcCurves(ForcFamily family, int smoothing)
    {
        (Family, this.smoothing) = (family, smoothing);
        reader = new(family.Source, "the analysis of reversal curves", family.Along);
        samples = new double[reader.Points];
        Response = new double[family.BiasV.Count];
        deviations = new double[Response.Length];
        isKept = new bool[Response.Length];
        ownNodes = [.. family.BiasV.Zip(family.ReversalV)];
        wholeOwn = new(family, [], ownNodes, smoothing);
    }

    public ForcFamily Family { get; }

    /// <summary>Number of families in the dataset.</summary>
    public int Count => reader.Count;

    /// <summary>The dimensions over which families are numbered.</summary>
    public IReadOnlyList<Data.Dimension> Dimensions => reader.Dimensions;

    /// <summary>[point]: response of the family read last; 0 where there is none.</summary>
    public double[] Response { get; }

    /// <summary>[point]: whether there is a response.</summary>
    public ReadOnlySpan<bool> IsKept => isKept;

    /// <summary>True when no point is missing.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>σ of one point: 1.4826·median of |R − local quadratic|/√(1 − leverage); NaN when no quadratic has points to spare.</summary>
    public double Noise { get; private set; }

    /// <summary>Reads one family.</summary>
    public void Read(int curve)
    {
        reader.Read(curve, samples);
        IsWhole = true;
        for (var p = 0; p < Response.Length; p++)
        {
            var r = samples[Family.PointIndex[p]];
            isKept[p] = double.IsFinite(r);
            Response[p] = isKept[p] ? r : 0;
            IsWhole &= isKept[p];
        }
        var own = IsWhole ? wholeOwn : new(Family, isKept, ownNodes, smoothing);
        var count = 0;
        for (var p = 0; p < Response.Length; p++)
        {
            var (points, weights) = own.Value(p);
            var (fitted, leverage) = (0.0, 1.0);
            for (var k = 0; k < points.Length; k++)
            {
                fitted += weights[k] * Response[points[k]];
                leverage = points[k] == p ? weights[k] : leverage;
            }
            if (isKept[p] && points.Length > 0 && leverage < GreatestLeverage)
                deviations[count++] = Math.Abs(Response[p] - fitted) / Math.Sqrt(1 - leverage);
        }
        Noise = RobustScale.OfDeviations(deviations.AsSpan(0, count));
    }
}
