using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <content>Long-term values against a control parameter.</content>
public static partial class Plot
{
    /// <summary>
    /// A bifurcation diagram: the values a map, a resonator or a row of domains takes in the long run, over a control parameter. The sweep up and the sweep
    /// down have two colours, so that coexisting states show. Of very many samples their density is drawn, on a logarithmic scale of colours.
    /// </summary>
    /// <param name="parameter">[step]: control parameter.</param>
    /// <param name="samples">[step][sample]: values after the transient; steps may have different numbers of them.</param>
    /// <param name="parameterName">What the parameter is.</param>
    /// <param name="parameterUnit">Its unit.</param>
    /// <param name="quantity">What the values are.</param>
    /// <param name="unit">Their unit.</param>
    /// <param name="downward">[step][sample]: values of the sweep with falling parameter, in the order of <paramref name="parameter"/>; null without one.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is no step.</exception>
    public static Figure Bifurcation(double[] parameter, double[][] samples, string parameterName, string parameterUnit = "", string quantity = "Long-term value", string unit = "", double[][]? downward = null)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(samples);
        SameLength.Require("Each value of the parameter has samples of its own", ("parameter values", parameter.Length), ("steps with samples", samples.Length), ("downward", downward?.Length));
        return BifurcationFigure.Of(new(parameter, (parameterName, parameterUnit), (quantity, unit), samples, downward));
    }
}
