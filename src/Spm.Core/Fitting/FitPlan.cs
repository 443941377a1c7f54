using Spm.Core.Data;

namespace Spm.Core.Fitting;

/// <summary>
/// A dataset, a model and options, checked and ready to be fitted pixel block by pixel block: into memory or, for data larger than
/// memory, into a file. Every fitter makes one; what runs it does not know which model it is.
/// </summary>
public abstract class FitPlan
{
    /// <summary>The model's name, such as <c>sho</c>.</summary>
    public abstract string Model { get; }

    /// <summary>The data.</summary>
    public abstract Dataset Source { get; }

    /// <summary>Parameters with their units for these data.</summary>
    public abstract IReadOnlyList<FitParameter> Parameters { get; }

    /// <summary>The dimension along which the model is fitted.</summary>
    public abstract Dimension FitDimension { get; }

    /// <summary>The source's dimensions without the one that is fitted; fits are numbered in their row-major order.</summary>
    public abstract IReadOnlyList<Dimension> FitDimensions { get; }

    /// <summary>Fits at one pixel.</summary>
    public abstract int FitsPerPixel { get; }

    /// <summary>Every option that changes the result, for the provenance and for knowing whether a fit that was cut short may be continued.</summary>
    public abstract IReadOnlyList<(string Name, object Value)> Options { get; }

    /// <summary>Threads to use; −1 for all cores.</summary>
    public abstract int MaxDegreeOfParallelism { get; }

    /// <summary>Evaluates the model: parameters of one fit, abscissa in the unit of the fit dimension, out the model (complex: interleaved).</summary>
    public abstract void Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> abscissa, Span<double> model);

    /// <summary>The general model behind the plan, for statistics on demand; null when the fitter is one of its own.</summary>
    internal virtual FitModel? FitModel => null;

    /// <summary>The options of a general model; null when the fitter is one of its own.</summary>
    internal virtual ModelFitOptions? ModelOptions => null;

    /// <summary>A worker for one thread, for blocks of at most so many pixels. All memory is allocated here.</summary>
    public abstract FitWorker CreateWorker(int pixels);
}

/// <summary>One thread's buffers and solver.</summary>
public abstract class FitWorker
{
    /// <summary>Reads consecutive pixels from the source. Calls of several workers do not overlap: a file has one position.</summary>
    public abstract void Read(long firstPixel, int pixels);

    /// <summary>Fits what was read last; rows are [pixel × fit per pixel]. What the data hold never throws.</summary>
    public abstract void Fit(FitRows rows);
}
