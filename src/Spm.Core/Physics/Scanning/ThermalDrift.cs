namespace Spm.Core.Physics.Scanning;

/// <summary>
/// Thermal drift along one axis: d(t) = v t + σ W(t), with W a Wiener process, ⟨W²⟩ = t. W is drawn at every
/// <see cref="NodeS"/> and linear between, so that the drift is a function of seed and virtual time alone, however one gets there.
/// </summary>
/// <param name="velocityMPerS">v in m/s.</param>
/// <param name="walkMPerRootS">σ in m/√s.</param>
/// <param name="seed">Seed of the instrument.</param>
/// <param name="axis">0, 1, 2 for x, y, z: each has its own walk.</param>
public sealed class ThermalDrift(double velocityMPerS, double walkMPerRootS, int seed, int axis)
{
    /// <summary>Seconds between draws.</summary>
    public const double NodeS = 0.125;

    private const double NodesPerS = 1 / NodeS;
    private static readonly double s_rootNode = Math.Sqrt(NodeS);
    private RandomSequence _stream = new(seed, RandomPurpose.ThermalDrift, axis);
    private double _from, _step, _node = -1;

    /// <summary>d in m. Times must not go backwards by more than to the last node.</summary>
    /// <param name="timeS">t ≥ 0 in s of virtual time.</param>
    public double At(double timeS)
    {
        var nodes = timeS * NodesPerS;
        while (nodes >= _node + 1)
        {
            _from += _step;
            _step = walkMPerRootS > 0 ? walkMPerRootS * s_rootNode * _stream.NextGaussian() : 0;
            _node++;
        }
        return velocityMPerS * timeS + (_from + _step * (nodes - _node));
    }

    /// <summary>A copy that goes on from here by itself.</summary>
    public ThermalDrift Clone() => (ThermalDrift)MemberwiseClone();
}
