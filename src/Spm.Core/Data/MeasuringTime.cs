using System.Globalization;

namespace Spm.Core.Data;

/// <summary>When a dataset was measured, on the clock of its instrument: what drift between two images is reckoned by. Kept in the metadata, so that files have it too.</summary>
/// <param name="StartS">When the measurement began, s.</param>
/// <param name="EndS">When it ended, s.</param>
public sealed record MeasuringTime(double StartS, double EndS)
{
    private const string StartKey = "start_[s]", EndKey = "end_[s]";

    /// <summary>Middle of the measurement, s.</summary>
    public double MiddleS => (StartS + EndS) / 2;

    /// <summary>Duration in s.</summary>
    public double DurationS => EndS - StartS;

    /// <summary>The time of a dataset; null when it does not say.</summary>
    public static MeasuringTime? Of(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Read(StartKey) is { } start && Read(EndKey) is { } end ? new(start, end) : null;

        double? Read(string key) => data.Metadata.TryGetValue(key, out var value) && value is IConvertible number and not string
            && Convert.ToDouble(number, CultureInfo.InvariantCulture) is var time && double.IsFinite(time) ? time : null;
    }

    /// <summary>Writes it down.</summary>
    internal void AddTo(Dictionary<string, object> metadata) => (metadata[StartKey], metadata[EndKey]) = (StartS, EndS);
}
