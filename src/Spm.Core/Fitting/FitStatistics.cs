namespace Spm.Core.Fitting;

/// <summary>Statistics of one fit.</summary>
public sealed record FitStatistics
{
}
