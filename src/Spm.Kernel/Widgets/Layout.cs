using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>Size and place of a widget, in the words of CSS; null leaves the front end's own.</summary>
/// <remarks>One property per attribute of the protocol's LayoutModel, which is why this file is long.</remarks>
public sealed class Layout : Widget
{
    private readonly Dictionary<string, StateField<string?>> _values = [];

    /// <summary>The front end's own layout.</summary>
    public Layout()
        : base(ModelIdentity.Layout)
    {
        foreach (var name in new[]
        {
            "align_content", "align_items", "align_self", "border_bottom", "border_left", "border_right",
            "border_top", "bottom", "display", "flex", "flex_flow", "grid_area",
            "grid_auto_columns", "grid_auto_flow", "grid_auto_rows", "grid_column", "grid_gap", "grid_row",
            "grid_template_areas", "grid_template_columns", "grid_template_rows", "height", "justify_content", "justify_items",
            "left", "margin", "max_height", "max_width", "min_height", "min_width",
            "object_fit", "object_position", "order", "overflow", "padding", "right",
            "top", "visibility", "width",
        })
            _values[name] = Field(name, null, StateCodec.OptionalText);
    }

    /// <summary>All four borders.</summary>
    public string? Border
    {
        set => BorderTop = BorderRight = BorderBottom = BorderLeft = value;
    }

    /// <summary>CSS <c>align-content</c>.</summary>
    public string? AlignContent
    {
        get => _values["align_content"].Value;
        set => _values["align_content"].Value = value;
    }

    /// <summary>CSS <c>align-items</c>.</summary>
    public string? AlignItems
    {
        get => _values["align_items"].Value;
        set => _values["align_items"].Value = value;
    }

    /// <summary>CSS <c>align-self</c>.</summary>
    public string? AlignSelf
    {
        get => _values["align_self"].Value;
        set => _values["align_self"].Value = value;
    }

    /// <summary>Such as <c>1px solid gray</c>.</summary>
    public string? BorderBottom
    {
        get => _values["border_bottom"].Value;
        set => _values["border_bottom"].Value = value;
    }

    /// <summary>CSS <c>border-left</c>.</summary>
    public string? BorderLeft
    {
        get => _values["border_left"].Value;
        set => _values["border_left"].Value = value;
    }

    /// <summary>CSS <c>border-right</c>.</summary>
    public string? BorderRight
    {
        get => _values["border_right"].Value;
        set => _values["border_right"].Value = value;
    }

    /// <summary>CSS <c>border-top</c>.</summary>
    public string? BorderTop
    {
        get => _values["border_top"].Value;
        set => _values["border_top"].Value = value;
    }

    /// <summary>CSS <c>bottom</c>.</summary>
    public string? Bottom
    {
        get => _values["bottom"].Value;
        set => _values["bottom"].Value = value;
    }

    /// <summary><c>none</c> hides without keeping the place.</summary>
    public string? Display
    {
        get => _values["display"].Value;
        set => _values["display"].Value = value;
    }

    /// <summary>Share of free space in a box, such as <c>1 1 auto</c>.</summary>
    public string? Flex
    {
        get => _values["flex"].Value;
        set => _values["flex"].Value = value;
    }

    /// <summary>CSS <c>flex-flow</c>.</summary>
    public string? FlexFlow
    {
        get => _values["flex_flow"].Value;
        set => _values["flex_flow"].Value = value;
    }

    /// <summary>CSS <c>grid-area</c>.</summary>
    public string? GridArea
    {
        get => _values["grid_area"].Value;
        set => _values["grid_area"].Value = value;
    }

    /// <summary>CSS <c>grid-auto-columns</c>.</summary>
    public string? GridAutoColumns
    {
        get => _values["grid_auto_columns"].Value;
        set => _values["grid_auto_columns"].Value = value;
    }

    /// <summary>CSS <c>grid-auto-flow</c>.</summary>
    public string? GridAutoFlow
    {
        get => _values["grid_auto_flow"].Value;
        set => _values["grid_auto_flow"].Value = value;
    }

    /// <summary>CSS <c>grid-auto-rows</c>.</summary>
    public string? GridAutoRows
    {
        get => _values["grid_auto_rows"].Value;
        set => _values["grid_auto_rows"].Value = value;
    }

    /// <summary>CSS <c>grid-column</c>.</summary>
    public string? GridColumn
    {
        get => _values["grid_column"].Value;
        set => _values["grid_column"].Value = value;
    }

    /// <summary>CSS <c>grid-gap</c>.</summary>
    public string? GridGap
    {
        get => _values["grid_gap"].Value;
        set => _values["grid_gap"].Value = value;
    }

    /// <summary>CSS <c>grid-row</c>.</summary>
    public string? GridRow
    {
        get => _values["grid_row"].Value;
        set => _values["grid_row"].Value = value;
    }

    /// <summary>CSS <c>grid-template-areas</c>.</summary>
    public string? GridTemplateAreas
    {
        get => _values["grid_template_areas"].Value;
        set => _values["grid_template_areas"].Value = value;
    }

    /// <summary>Such as <c>repeat(3, 100px)</c>.</summary>
    public string? GridTemplateColumns
    {
        get => _values["grid_template_columns"].Value;
        set => _values["grid_template_columns"].Value = value;
    }

    /// <summary>CSS <c>grid-template-rows</c>.</summary>
    public string? GridTemplateRows
    {
        get => _values["grid_template_rows"].Value;
        set => _values["grid_template_rows"].Value = value;
    }

    /// <summary>Such as <c>200px</c>.</summary>
    public string? Height
    {
        get => _values["height"].Value;
        set => _values["height"].Value = value;
    }

    /// <summary>CSS <c>justify-content</c>.</summary>
    public string? JustifyContent
    {
        get => _values["justify_content"].Value;
        set => _values["justify_content"].Value = value;
    }

    /// <summary>CSS <c>justify-items</c>.</summary>
    public string? JustifyItems
    {
        get => _values["justify_items"].Value;
        set => _values["justify_items"].Value = value;
    }

    /// <summary>CSS <c>left</c>.</summary>
    public string? Left
    {
        get => _values["left"].Value;
        set => _values["left"].Value = value;
    }

    /// <summary>CSS <c>margin</c>.</summary>
    public string? Margin
    {
        get => _values["margin"].Value;
        set => _values["margin"].Value = value;
    }

    /// <summary>CSS <c>max-height</c>.</summary>
    public string? MaxHeight
    {
        get => _values["max_height"].Value;
        set => _values["max_height"].Value = value;
    }

    /// <summary>CSS <c>max-width</c>.</summary>
    public string? MaxWidth
    {
        get => _values["max_width"].Value;
        set => _values["max_width"].Value = value;
    }

    /// <summary>CSS <c>min-height</c>.</summary>
    public string? MinHeight
    {
        get => _values["min_height"].Value;
        set => _values["min_height"].Value = value;
    }

    /// <summary>CSS <c>min-width</c>.</summary>
    public string? MinWidth
    {
        get => _values["min_width"].Value;
        set => _values["min_width"].Value = value;
    }

    /// <summary>CSS <c>object-fit</c>.</summary>
    public string? ObjectFit
    {
        get => _values["object_fit"].Value;
        set => _values["object_fit"].Value = value;
    }

    /// <summary>CSS <c>object-position</c>.</summary>
    public string? ObjectPosition
    {
        get => _values["object_position"].Value;
        set => _values["object_position"].Value = value;
    }

    /// <summary>CSS <c>order</c>.</summary>
    public string? Order
    {
        get => _values["order"].Value;
        set => _values["order"].Value = value;
    }

    /// <summary>CSS <c>overflow</c>.</summary>
    public string? Overflow
    {
        get => _values["overflow"].Value;
        set => _values["overflow"].Value = value;
    }

    /// <summary>CSS <c>padding</c>.</summary>
    public string? Padding
    {
        get => _values["padding"].Value;
        set => _values["padding"].Value = value;
    }

    /// <summary>CSS <c>right</c>.</summary>
    public string? Right
    {
        get => _values["right"].Value;
        set => _values["right"].Value = value;
    }

    /// <summary>CSS <c>top</c>.</summary>
    public string? Top
    {
        get => _values["top"].Value;
        set => _values["top"].Value = value;
    }

    /// <summary><c>hidden</c> hides and keeps the place.</summary>
    public string? Visibility
    {
        get => _values["visibility"].Value;
        set => _values["visibility"].Value = value;
    }

    /// <summary>Such as <c>50%</c> or <c>300px</c>.</summary>
    public string? Width
    {
        get => _values["width"].Value;
        set => _values["width"].Value = value;
    }
}
