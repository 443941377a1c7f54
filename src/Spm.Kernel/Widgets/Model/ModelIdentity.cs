using System.Text.Json.Nodes;

namespace Spm.Kernel.Widgets.Model;

/// <summary>The attributes that say which class of the front end a model belongs to; they never change.</summary>
/// <param name="Name">Class of the model, such as <c>IntSliderModel</c>.</param>
/// <param name="Module">The package it is in.</param>
/// <param name="ModuleVersion">Version of the package.</param>
/// <param name="ViewName">Class of the view, or null for a model without one.</param>
/// <param name="ViewModule">The package the view is in.</param>
internal sealed record ModelIdentity(string Name, string Module, string ModuleVersion, string? ViewName, string ViewModule)
{
    /// <summary>The package of layouts and views of styles.</summary>
    public const string Base = "@jupyter-widgets/base";

    /// <summary>The package of the controls.</summary>
    public const string Controls = "@jupyter-widgets/controls";

    private const string Version = "2.0.0";

    /// <summary>A control: <c>IntSlider</c> has the model IntSliderModel and the view IntSliderView unless it shares another's.</summary>
    public static ModelIdentity Control(string name, string? view = null) => new(name + "Model", Controls, Version, (view ?? name) + "View", Controls);

    /// <summary>A style: its view only sets style sheets.</summary>
    public static ModelIdentity Style(string name) => new(name + "Model", Controls, Version, "StyleView", Base);

    /// <summary>The layout.</summary>
    public static ModelIdentity Layout { get; } = new("LayoutModel", Base, Version, "LayoutView", Base);

    /// <summary>The output area.</summary>
    public static ModelIdentity Output { get; } = new("OutputModel", "@jupyter-widgets/output", "1.0.0", "OutputView", "@jupyter-widgets/output");

    /// <summary>A link, which is seen nowhere.</summary>
    public static ModelIdentity Link(string name) => new(name + "Model", Controls, Version, null, Controls);

    public void WriteTo(JsonObject state)
    {
        state["_model_module"] = Module;
        state["_model_module_version"] = ModuleVersion;
        state["_model_name"] = Name;
        state["_view_module"] = ViewModule;
        state["_view_module_version"] = ModuleVersion;
        state["_view_name"] = ViewName;
    }
}
