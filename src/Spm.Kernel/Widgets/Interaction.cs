using Spm.Kernel.Cells;

namespace Spm.Kernel.Widgets;

/// <summary>What every cell can call: <c>Interact(function, controls)</c>.</summary>
public static class Interaction
{
    /// <summary>
    /// Shows controls for the parameters of a function, and what it shows and returns, anew after every change:
    /// <c>Interact((double f0, int n) =&gt; Chart(f0, n), new { f0 = (300e3, 400e3), n = 10 });</c>
    /// </summary>
    /// <param name="function">A function or lambda with named parameters. It may return a task.</param>
    /// <param name="controls">
    /// One object with a property for each parameter, or a value for each parameter in their order. <c>(min, max)</c>, <c>(min, max, step)</c> and
    /// <c>(min, max, step, value)</c> make a slider, a number a slider around it, a bool a checkbox, a text a text field, a list a dropdown,
    /// and a control is taken as it is. A parameter that is given nothing uses its default value, an enumeration all its values.
    /// </param>
    /// <exception cref="ArgumentException">A parameter has no control, or one that does not fit its type.</exception>
    public static void Interact(Delegate function, params object?[] controls) => NotebookDisplay.Display(new Interactive(function, controls));
}
