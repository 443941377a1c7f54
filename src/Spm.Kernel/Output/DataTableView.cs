using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Spm.Kernel.Output;

/// <summary>The rows of a <see cref="DataTable"/>. In a class of its own, so that its library is loaded only when there is one to show.</summary>
internal static class DataTableView
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ValueView Of(object value)
    {
        var table = (DataTable)value;
        var rows = table.Rows.Cast<DataRow>().Take(ValueViews.RowsShown)
            .Select(row => row.ItemArray.Select(cell => cell is null or DBNull ? "" : InlineText.Of(cell, isBare: true)).ToArray()).ToList();
        var more = table.Rows.Count - rows.Count;
        return new ValueView.Table($"DataTable({table.Rows.Count})", [.. table.Columns.Cast<DataColumn>().Select(c => (c.ColumnName, ScalarText.IsNumber(c.DataType)))], rows,
            more > 0 ? $"… {more.ToString("#,0", CultureInfo.InvariantCulture)} more rows" : null);
    }
}
