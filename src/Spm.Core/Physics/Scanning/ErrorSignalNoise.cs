namespace Spm.Core.Physics.Scanning;

/// <summary>White noise of the error signal over one line, move or wait: normal, standard deviation density · √(1/2dt) per sample.</summary>
/// <param name="seed">Seed of the instrument.</param>
/// <param name="scan">Number of the line, or of the move.</param>
/// <param name="kind">0 for lines, 1 for moves.</param>
/// <param name="densityMPerRootHz">One-sided density in m/√Hz; 0 draws nothing.</param>
internal struct ErrorSignalNoise(int seed, long scan, int kind, double densityMPerRootHz)
{
    private RandomSequence _stream = new(seed, RandomPurpose.ErrorSignalNoise, scan, kind);
    private double _sigma, _spare;
    private bool _hasSpare;

    /// <summary>Chooses the time of a sample in s.</summary>
    public void Prepare(double stepS) => _sigma = densityMPerRootHz * Math.Sqrt(0.5 / stepS);

    /// <summary>The next sample in m.</summary>
    public double Next()
    {
        if (_sigma == 0) return 0;
        if (_hasSpare)
        {
            _hasSpare = false;
            return _sigma * _spare;
        }
        var pair = _stream.NextComplexGaussian();
        (_spare, _hasSpare) = (pair.Imaginary, true);
        return _sigma * pair.Real;
    }
}
