/**
 * An IntSlider written by hand in Python: the messages of the widget protocol 2.1 and nothing of ipywidgets (Debian's speaks
 * protocol 1). With it a test tells whether a fault is the lab's or our kernel's.
 */
export const sliderInPython = `
from ipykernel.comm import Comm
from IPython.display import display

def model(module, name, view=None, **values):
    state = {"_model_module": module, "_model_module_version": "2.0.0", "_model_name": name,
             "_view_module": module, "_view_module_version": "2.0.0", "_view_name": view, **values}
    return Comm(target_name="jupyter.widget", data={"state": state, "buffer_paths": []}, metadata={"version": "2.1.0"})

layout = model("@jupyter-widgets/base", "LayoutModel", "LayoutView")
style = model("@jupyter-widgets/controls", "SliderStyleModel", "StyleView")
comm = model("@jupyter-widgets/controls", "IntSliderModel", "IntSliderView", value=7, min=0, max=100, step=1,
             description="bias", readout=True, readout_format="d", orientation="horizontal", continuous_update=True, disabled=False,
             layout="IPY_MODEL_" + layout.comm_id, style="IPY_MODEL_" + style.comm_id)

moved = []

@comm.on_msg
def _(message):
    data = message["content"]["data"]
    if data["method"] == "update":
        moved.append(data["state"]["value"])
        comm.send({"method": "echo_update", "state": data["state"], "buffer_paths": []})

view = {"version_major": 2, "version_minor": 0, "model_id": comm.comm_id}
display({"application/vnd.jupyter.widget-view+json": view, "text/plain": "IntSlider"}, raw=True)
`.trim();

/** Drags a slider's handle with the mouse to a part (0 to 1) of its track. The arrow keys are JupyterLab's: it takes them for itself. */
export async function drag(page, handle, track, part) {
  // Waits until nothing moves the handle any more, and nothing lies over it.
  await handle.hover();
  const from = await handle.boundingBox();
  const along = await track.boundingBox();
  const y = from.y + from.height / 2;
  await page.mouse.down();
  await page.mouse.move(along.x + part * along.width, y, { steps: 5 });
  await page.mouse.up();
}
