using Spm.Core.Data;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Session;

/// <summary>Commands read and write quantities as everything else of ours does: <see cref="Quantity"/>.</summary>
internal sealed class QuantityNotation : IQuantityNotation
{
    public double Parse(string text, string unit) => Quantity.Parse(text, unit);

    public string Format(double value, string unit) => Quantity.Compact(value, unit);
}
