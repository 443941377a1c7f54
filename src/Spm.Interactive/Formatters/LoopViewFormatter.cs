using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>One loop or spectrum with its fit and what that leaves, and the parameters with standard errors.</summary>
public static class LoopViewFormatter
{
    private const int _width = 620, _realHeight = 520, _complexHeight = 660, _mostPoints = 2000;

    /// <summary>Formats one fit.</summary>
    public static MimeBundle Format(LoopView view, ScriptOnce once)
    {
        var table = ParameterTable(view.Result, view.Fit);
        return FigureBundle.Of($"{Heading(view)}\n{table.ToText()}", FigureOf(view), view, once, after: table.ToHtml());
    }

    /// <summary>The picture of one fit.</summary>
    public static Figure FigureOf(LoopView view)
    {
        var curves = new FitCurves(view.Result);
        return new("", _width, curves.IsComplex ? _complexHeight : _realHeight, CurvePanels.Of(PixelCurve.Of(view.Result, curves, view.Fit, (curves.PointCount + _mostPoints - 1) / _mostPoints), Cell.Whole, Heading(view)),
            $"{view.Result.Source.Quantity} against {view.Result.FitDimension.Quantity} with fit; {Heading(view)}.")
        {
            Notes = curves.WithoutFit is { } reason ? [reason] : [],
        };
    }

    /// <summary>Parameters of one fit with standard errors; the browser script rewrites the values when another pixel is selected.</summary>
    internal static HtmlTable ParameterTable(FitResult result, int fit)
    {
        var table = new HtmlTable(["parameter", "symbol", "value ± standard error"]) { ParameterColumn = 2 };
        for (var k = 0; k < result.Parameters.Count; k++)
        {
            var parameter = result.Parameters[k];
            var (value, error) = (result.ParametersOf(fit)[k], result.StandardErrors[fit * result.Parameters.Count + k]);
            table.Add(parameter.Name, parameter.Symbol, UncertainQuantity.Format(value, error, parameter.Unit));
        }
        return table;
    }

    private static string Heading(LoopView view) => CurvePanels.Heading(view.Result, view.Fit, Where(view.Result, view.Fit));

    /// <summary>The fit's place along each dimension, in units.</summary>
    private static string Where(FitResult result, int fit)
    {
        var (words, rest) = (new List<string>(), fit);
        for (var i = result.Dimensions.Count - 1; i >= 0; i--)
        {
            var dimension = result.Dimensions[i];
            words.Insert(0, $"{dimension.Name} {Quantity.Compact(dimension.Values[rest % dimension.Length], dimension.Unit, 4)}");
            rest /= dimension.Length;
        }
        return words.Count > 0 ? string.Join(", ", words) : result.Source.Name;
    }
}
