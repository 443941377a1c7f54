using Spm.Core.Data;
using Spm.Core.Experiments;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Nanonis.Client;
using Spm.Core.Instruments.Nanonis.Wire;
using Spm.Core.IO;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>Our errors where a cell ends with one that was caught: its message, and its facts as a table.</summary>
internal static class ErrorFormatter
{
    public static void Register()
    {
        Register<LimitExceededException>(e => [("Limit", e.Limit), ("Asked for", Quantity.Compact(e.Asked, e.Unit)), ("Allowed", $"{Quantity.Compact(e.AllowedMin, e.Unit)} to {Quantity.Compact(e.AllowedMax, e.Unit)}"), ("From", e.LimitsFile), ("Where", e.Where), ("Done", "nothing")]);
        Register<LimitsFileException>(_ => []);
        Register<InstrumentNotSafeException>(_ => []);
        Register<JournalException>(e => [("Fault", FitWords.Of(e.Fault)), ("Journal", e.Path), ("Byte", e.Offset?.ToString("N0"))]);
        Register<DataFileException>(e => [("File", e.Path), ("Expected", e.Expected), ("Found", e.Found), ("Byte", e.Offset?.ToString("N0"))]);
        Register<QuantityFormatException>(_ => []);
        Register<NanonisConnectionException>(_ => []);
        Register<NanonisControllerException>(_ => []);
        Register<NanonisWireException>(_ => []);
    }

    private static void Register<T>(Func<T, (string Name, string? Value)[]> facts)
        where T : Exception => BundleFormatter.Register<T>(e =>
        {
            List<(string, string)> rows = [.. facts(e).Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => (fact.Name, fact.Value!))];
            for (var cause = e.InnerException; cause is not null && rows.Count < 12; cause = cause.InnerException) rows.Add(("Caused by", $"{cause.GetType().Name}: {cause.Message}"));
            return KeyValueFormatter.Format(new KeyValueView($"{typeof(T).Name}: {e.Message}", rows));
        }, MimeTypes.Html);
}
