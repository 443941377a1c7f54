namespace Spm.Kernel.Tests.Widgets;

/// <summary>
/// The attributes of each model and their defaults as the protocol's model table gives them («jupyterwidgetmodels», controls 2.0.0, output 1.0.0):
/// name, view, attributes without the six that name model and view, and without binary ones. <c>@X</c> is a reference to a new X.
/// </summary>
internal static class ModelTable
{
    public const string Text = """
        IntSlider IntSliderView {"_dom_classes": [], "behavior": "drag-tap", "continuous_update": true, "description": "", "description_allow_html": false, "disabled": false, "layout": "@Layout", "max": 100, "min": 0, "orientation": "horizontal", "readout": true, "readout_format": "d", "step": 1, "style": "@SliderStyle", "tabbable": null, "tooltip": null, "value": 0}
        FloatSlider FloatSliderView {"_dom_classes": [], "behavior": "drag-tap", "continuous_update": true, "description": "", "description_allow_html": false, "disabled": false, "layout": "@Layout", "max": 100.0, "min": 0.0, "orientation": "horizontal", "readout": true, "readout_format": ".2f", "step": 0.1, "style": "@SliderStyle", "tabbable": null, "tooltip": null, "value": 0.0}
        FloatLogSlider FloatLogSliderView {"_dom_classes": [], "base": 10.0, "behavior": "drag-tap", "continuous_update": true, "description": "", "description_allow_html": false, "disabled": false, "layout": "@Layout", "max": 4.0, "min": 0.0, "orientation": "horizontal", "readout": true, "readout_format": ".3g", "step": 0.1, "style": "@SliderStyle", "tabbable": null, "tooltip": null, "value": 1.0}
        IntRangeSlider IntRangeSliderView {"_dom_classes": [], "behavior": "drag-tap", "continuous_update": true, "description": "", "description_allow_html": false, "disabled": false, "layout": "@Layout", "max": 100, "min": 0, "orientation": "horizontal", "readout": true, "readout_format": "d", "step": 1, "style": "@SliderStyle", "tabbable": null, "tooltip": null, "value": [0, 1]}
        FloatRangeSlider FloatRangeSliderView {"_dom_classes": [], "behavior": "drag-tap", "continuous_update": true, "description": "", "description_allow_html": false, "disabled": false, "layout": "@Layout", "max": 100.0, "min": 0.0, "orientation": "horizontal", "readout": true, "readout_format": ".2f", "step": 0.1, "style": "@SliderStyle", "tabbable": null, "tooltip": null, "value": [0.0, 1.0]}
        IntText IntTextView {"_dom_classes": [], "continuous_update": false, "description": "", "description_allow_html": false, "disabled": false, "layout": "@Layout", "step": 1, "style": "@DescriptionStyle", "tabbable": null, "tooltip": null, "value": 0}
        FloatText FloatTextView {"_dom_classes": [], "continuous_update": false, "description": "", "description_allow_html": false, "disabled": false, "layout": "@Layout", "step": null, "style": "@DescriptionStyle", "tabbable": null, "tooltip": null, "value": 0.0}
        BoundedIntText IntTextView {"_dom_classes": [], "continuous_update": false, "description": "", "description_allow_html": false, "disabled": false, "layout": "@Layout", "max": 100, "min": 0, "step": 1, "style": "@DescriptionStyle", "tabbable": null, "tooltip": null, "value": 0}
        BoundedFloatText FloatTextView {"_dom_classes": [], "continuous_update": false, "description": "", "description_allow_html": false, "disabled": false, "layout": "@Layout", "max": 100.0, "min": 0.0, "step": null, "style": "@DescriptionStyle", "tabbable": null, "tooltip": null, "value": 0.0}
        IntProgress ProgressView {"_dom_classes": [], "bar_style": "", "description": "", "description_allow_html": false, "layout": "@Layout", "max": 100, "min": 0, "orientation": "horizontal", "style": "@ProgressStyle", "tabbable": null, "tooltip": null, "value": 0}
        FloatProgress ProgressView {"_dom_classes": [], "bar_style": "", "description": "", "description_allow_html": false, "layout": "@Layout", "max": 100.0, "min": 0.0, "orientation": "horizontal", "style": "@ProgressStyle", "tabbable": null, "tooltip": null, "value": 0.0}
        Play PlayView {"_dom_classes": [], "description": "", "description_allow_html": false, "disabled": false, "interval": 100, "layout": "@Layout", "max": 100, "min": 0, "playing": false, "repeat": false, "show_repeat": true, "step": 1, "style": "@DescriptionStyle", "tabbable": null, "tooltip": null, "value": 0}
        Text TextView {"_dom_classes": [], "continuous_update": true, "description": "", "description_allow_html": false, "disabled": false, "layout": "@Layout", "placeholder": "\u200b", "style": "@TextStyle", "tabbable": null, "tooltip": null, "value": ""}
        Textarea TextareaView {"_dom_classes": [], "continuous_update": true, "description": "", "description_allow_html": false, "disabled": false, "layout": "@Layout", "placeholder": "\u200b", "rows": null, "style": "@TextStyle", "tabbable": null, "tooltip": null, "value": ""}
        Password PasswordView {"_dom_classes": [], "continuous_update": true, "description": "", "description_allow_html": false, "disabled": false, "layout": "@Layout", "placeholder": "\u200b", "style": "@TextStyle", "tabbable": null, "tooltip": null, "value": ""}
        Label LabelView {"_dom_classes": [], "description": "", "description_allow_html": false, "layout": "@Layout", "placeholder": "\u200b", "style": "@LabelStyle", "tabbable": null, "tooltip": null, "value": ""}
        HTML HTMLView {"_dom_classes": [], "description": "", "description_allow_html": false, "layout": "@Layout", "placeholder": "\u200b", "style": "@HTMLStyle", "tabbable": null, "tooltip": null, "value": ""}
        HTMLMath HTMLMathView {"_dom_classes": [], "description": "", "description_allow_html": false, "layout": "@Layout", "placeholder": "\u200b", "style": "@HTMLMathStyle", "tabbable": null, "tooltip": null, "value": ""}
        Checkbox CheckboxView {"_dom_classes": [], "description": "", "description_allow_html": false, "disabled": false, "indent": true, "layout": "@Layout", "style": "@CheckboxStyle", "tabbable": null, "tooltip": null, "value": false}
        ToggleButton ToggleButtonView {"_dom_classes": [], "button_style": "", "description": "", "description_allow_html": false, "disabled": false, "icon": "", "layout": "@Layout", "style": "@ToggleButtonStyle", "tabbable": null, "tooltip": null, "value": false}
        Button ButtonView {"_dom_classes": [], "button_style": "", "description": "", "disabled": false, "icon": "", "layout": "@Layout", "style": "@ButtonStyle", "tabbable": null, "tooltip": null}
        Dropdown DropdownView {"_dom_classes": [], "_options_labels": [], "description": "", "description_allow_html": false, "disabled": false, "index": null, "layout": "@Layout", "style": "@DescriptionStyle", "tabbable": null, "tooltip": null}
        Select SelectView {"_dom_classes": [], "_options_labels": [], "description": "", "description_allow_html": false, "disabled": false, "index": null, "layout": "@Layout", "rows": 5, "style": "@DescriptionStyle", "tabbable": null, "tooltip": null}
        RadioButtons RadioButtonsView {"_dom_classes": [], "_options_labels": [], "description": "", "description_allow_html": false, "disabled": false, "index": null, "layout": "@Layout", "orientation": "vertical", "style": "@DescriptionStyle", "tabbable": null, "tooltip": null}
        ToggleButtons ToggleButtonsView {"_dom_classes": [], "_options_labels": [], "button_style": "", "description": "", "description_allow_html": false, "disabled": false, "icons": [], "index": null, "layout": "@Layout", "style": "@ToggleButtonsStyle", "tabbable": null, "tooltip": null, "tooltips": []}
        Image ImageView {"_dom_classes": [], "format": "png", "height": "", "layout": "@Layout", "tabbable": null, "tooltip": null, "width": ""}
        Box BoxView {"_dom_classes": [], "box_style": "", "children": [], "layout": "@Layout", "tabbable": null, "tooltip": null}
        HBox HBoxView {"_dom_classes": [], "box_style": "", "children": [], "layout": "@Layout", "tabbable": null, "tooltip": null}
        VBox VBoxView {"_dom_classes": [], "box_style": "", "children": [], "layout": "@Layout", "tabbable": null, "tooltip": null}
        GridBox GridBoxView {"_dom_classes": [], "box_style": "", "children": [], "layout": "@Layout", "tabbable": null, "tooltip": null}
        Tab TabView {"_dom_classes": [], "box_style": "", "children": [], "layout": "@Layout", "selected_index": null, "tabbable": null, "titles": [], "tooltip": null}
        Accordion AccordionView {"_dom_classes": [], "box_style": "", "children": [], "layout": "@Layout", "selected_index": null, "tabbable": null, "titles": [], "tooltip": null}
        Output OutputView {"_dom_classes": [], "layout": "@Layout", "msg_id": "", "outputs": [], "tabbable": null, "tooltip": null}
        Layout LayoutView {"align_content": null, "align_items": null, "align_self": null, "border_bottom": null, "border_left": null, "border_right": null, "border_top": null, "bottom": null, "display": null, "flex": null, "flex_flow": null, "grid_area": null, "grid_auto_columns": null, "grid_auto_flow": null, "grid_auto_rows": null, "grid_column": null, "grid_gap": null, "grid_row": null, "grid_template_areas": null, "grid_template_columns": null, "grid_template_rows": null, "height": null, "justify_content": null, "justify_items": null, "left": null, "margin": null, "max_height": null, "max_width": null, "min_height": null, "min_width": null, "object_fit": null, "object_position": null, "order": null, "overflow": null, "padding": null, "right": null, "top": null, "visibility": null, "width": null}
        DescriptionStyle StyleView {"description_width": ""}
        SliderStyle StyleView {"description_width": "", "handle_color": null}
        ProgressStyle StyleView {"bar_color": null, "description_width": ""}
        ButtonStyle StyleView {"button_color": null, "font_family": null, "font_size": null, "font_style": null, "font_variant": null, "font_weight": null, "text_color": null, "text_decoration": null}
        ToggleButtonStyle StyleView {"description_width": "", "font_family": null, "font_size": null, "font_style": null, "font_variant": null, "font_weight": null, "text_color": null, "text_decoration": null}
        ToggleButtonsStyle StyleView {"button_width": "", "description_width": "", "font_weight": ""}
        CheckboxStyle StyleView {"background": null, "description_width": ""}
        TextStyle StyleView {"background": null, "description_width": "", "font_size": null, "text_color": null}
        LabelStyle StyleView {"background": null, "description_width": "", "font_family": null, "font_size": null, "font_style": null, "font_variant": null, "font_weight": null, "text_color": null, "text_decoration": null}
        HTMLStyle StyleView {"background": null, "description_width": "", "font_size": null, "text_color": null}
        HTMLMathStyle StyleView {"background": null, "description_width": "", "font_size": null, "text_color": null}
        """;
}
