"""What a front end of the Jupyter widgets protocol sees of the kernel, through Debian's jupyter_client. Prints one line for each check: its name, then ok or what was wrong."""
import base64
import json
import os
import queue
import sys
import tempfile
import time
import traceback

from jupyter_client.manager import KernelManager
from jupyter_client.kernelspec import KernelSpecManager

host = sys.argv[1]
folder = tempfile.mkdtemp()
os.makedirs(os.path.join(folder, "spmtest"))
with open(os.path.join(folder, "spmtest", "kernel.json"), "w") as f:
    json.dump({"argv": ["dotnet", host, "--connection-file", "{connection_file}"], "display_name": "test", "language": "C#"}, f)
manager = KernelManager(kernel_name="spmtest", kernel_spec_manager=KernelSpecManager(kernel_dirs=[folder]))
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=120)
PATIENCE = 60


def until_idle(msg_id, seen=None):
    """All iopub messages up to the idle of a request; those of other parents go into seen."""
    mine = []
    while True:
        m = client.get_iopub_msg(timeout=PATIENCE)
        if seen is not None:
            seen.append(m)
        if m["parent_header"].get("msg_id") == msg_id:
            mine.append(m)
            if m["msg_type"] == "status" and m["content"]["execution_state"] == "idle":
                return mine


def run(code, seen=None):
    msg_id = client.execute(code)
    messages = until_idle(msg_id, seen)
    for m in messages:
        if m["msg_type"] == "error":
            raise AssertionError("cell failed: " + "\n".join(m["content"]["traceback"]))
    return messages


def send(msg_type, content, metadata=None):
    m = client.session.msg(msg_type, content, metadata=metadata)
    client.shell_channel.send(m)
    return m["header"]["msg_id"]


def comm(comm_id, data):
    return send("comm_msg", {"comm_id": comm_id, "data": data})


def of(messages, kind):
    return [m for m in messages if m["msg_type"] == kind]


def text(messages):
    return "".join(m["content"]["text"] for m in of(messages, "stream"))


def opens(messages):
    return {m["content"]["comm_id"]: m for m in of(messages, "comm_open")}


def view(messages):
    shown = of(messages, "execute_result") + of(messages, "display_data")
    data = shown[0]["content"]["data"]
    assert "text/plain" in data and "text/html" not in data, data.keys()
    v = data["application/vnd.jupyter.widget-view+json"]
    assert (v["version_major"], v["version_minor"]) == (2, 0), v
    return v["model_id"], data["text/plain"]


ids = {}


def opening_refers_to_open_models():
    messages = run('var slider = new IntSlider(5, 0, 10, description: "n"); slider')
    ids["slider"], shown = view(messages)
    assert "IntSlider" in shown and "«n»" in shown and "5" in shown, shown
    kinds = [m["msg_type"] for m in messages]
    assert kinds.index("comm_open") < kinds.index("execute_result"), kinds
    opened = opens(messages)
    assert len(opened) == 3, opened.keys()
    m = opened[ids["slider"]]
    assert m["metadata"]["version"] == "2.1.0" and m["content"]["target_name"] == "jupyter.widget"
    state = m["content"]["data"]["state"]
    order = list(opened)
    for name, model in (("layout", "LayoutModel"), ("style", "SliderStyleModel")):
        assert state[name].startswith("IPY_MODEL_")
        other = state[name][len("IPY_MODEL_"):]
        assert opened[other]["content"]["data"]["state"]["_model_name"] == model
        assert order.index(other) < order.index(ids["slider"])
    assert (state["value"], state["_model_module_version"], state["_view_name"]) == (5, "2.0.0", "IntSliderView")


def update_is_echoed_and_applied():
    msg_id = comm(ids["slider"], {"method": "update", "state": {"value": 7}, "buffer_paths": []})
    messages = until_idle(msg_id)
    echo = [m["content"]["data"] for m in of(messages, "comm_msg")]
    assert echo == [{"method": "echo_update", "state": {"value": 7}, "buffer_paths": []}], echo
    assert [m["content"]["execution_state"] for m in of(messages, "status")] == ["busy", "idle"]
    assert text(run("Console.Write(slider.Value)")) == "7"


def wrong_updates_are_corrected():
    for wrong, right in ((99, 10), ("many", 10), (None, 10)):
        msg_id = comm(ids["slider"], {"method": "update", "state": {"value": wrong}})
        seen = []
        until_idle(msg_id, seen)
        run("1", seen)
        sent = [m["content"]["data"] for m in of(seen, "comm_msg")]
        assert {"method": "update", "state": {"value": right}, "buffer_paths": []} in sent, sent


def changes_run_handlers_with_old_and_new():
    run('slider.Value = 1; slider.Changed += e => Console.Write($"{e.Old}->{e.New}");')
    msg_id = comm(ids["slider"], {"method": "update", "state": {"value": 4}})
    seen = []
    until_idle(msg_id, seen)
    assert text(seen) == "1->4", text(seen)


def click_runs_handler_in_its_cell():
    messages = run('var button = new Button("go"); button.Clicked += b => Console.WriteLine($"clicked {b.Clicks}"); button')
    ids["button"], _ = view(messages)
    cell = messages[0]["parent_header"]["msg_id"]
    seen = []
    until_idle(comm(ids["button"], {"method": "custom", "content": {"event": "click"}}), seen)
    outputs = of(seen, "stream")
    assert text(seen) == "clicked 1\n" and outputs[0]["parent_header"]["msg_id"] == cell


def handler_that_throws_is_reported_in_its_cell():
    messages = run('var bad = new Button("bad");\nbad.OnClick(() => throw new InvalidOperationException("no tip"));\nbad')
    ids["bad"], _ = view(messages)
    cell = messages[0]["parent_header"]["msg_id"]
    seen = []
    until_idle(comm(ids["bad"], {"method": "custom", "content": {"event": "click"}}), seen)
    error = of(seen, "error")[0]
    assert error["content"]["ename"] == "InvalidOperationException" and error["parent_header"]["msg_id"] == cell
    assert "line 2" in "".join(error["content"]["traceback"]), error["content"]["traceback"]
    assert text(run("Console.Write(1)")) == "1"


def handler_can_be_interrupted():
    messages = run('var endless = new Button("endless");\nendless.OnClick(() => { Console.WriteLine("in"); while (true) { } });\nendless')
    model, _ = view(messages)
    msg_id = comm(model, {"method": "custom", "content": {"event": "click"}})
    while client.get_iopub_msg(timeout=PATIENCE)["msg_type"] != "stream":
        pass
    manager.interrupt_kernel()
    seen = []
    until_idle(msg_id, seen)
    assert [m["content"]["ename"] for m in of(seen, "error")] == ["CellInterruptedException"], [m["msg_type"] for m in seen]
    assert text(run("Console.Write(2)")) == "2"


def running_loop_reads_the_slider():
    msg_id = client.execute('slider.Value = 0; Console.WriteLine("go"); while (slider.Value != 8) { } Console.WriteLine("eight"); while (slider.Value != 9) { } Console.WriteLine("nine");')
    seen = []
    while "go" not in text(seen):
        seen.append(client.get_iopub_msg(timeout=PATIENCE))
    # The first update is answered while the loop runs; the second, which ends the loop, is sent when the loop has seen the first.
    until_idle(comm(ids["slider"], {"method": "update", "state": {"value": 8}}), seen)
    while "eight" not in text(seen):
        seen.append(client.get_iopub_msg(timeout=PATIENCE))
    assert "nine" not in text(seen)
    second = comm(ids["slider"], {"method": "update", "state": {"value": 9}})
    waits = {msg_id, second}
    while waits:
        seen.append(client.get_iopub_msg(timeout=PATIENCE))
        if seen[-1]["msg_type"] == "status" and seen[-1]["content"]["execution_state"] == "idle":
            waits.discard(seen[-1]["parent_header"].get("msg_id"))
    assert "nine" in text(seen)


def awaiting_cell_lets_handlers_run():
    msg_id = client.execute('var go = new TaskCompletionSource(); var open = new Button("open"); open.OnClick(() => go.SetResult()); Display(open); await go.Task; Console.Write("through");')
    seen = []
    while not of(seen, "display_data"):
        seen.append(client.get_iopub_msg(timeout=PATIENCE))
    model, _ = view(seen)
    comm(model, {"method": "custom", "content": {"event": "click"}})
    until_idle(msg_id, seen)
    assert "through" in text(seen)


def many_updates_of_a_busy_kernel_are_one_change():
    run('int changes = 0; var busy = new IntSlider(0); Display(busy); busy.Changed += _ => changes++;', seen := [])
    model, _ = view(seen)
    msg_id = client.execute('Console.WriteLine("on"); while (busy.Value != 50) { }')
    while client.get_iopub_msg(timeout=PATIENCE)["msg_type"] != "stream":
        pass
    for i in range(1, 51):
        comm(model, {"method": "update", "state": {"value": i}})
    until_idle(msg_id)
    assert text(run("Console.Write(changes)")) == "1"


def assignments_in_a_loop_are_few_messages():
    run('var bar = new IntProgress(max: 1_000_000); Display(bar); var clock = Stopwatch.StartNew();', seen := [])
    model, _ = view(seen)
    messages = run("clock.Restart(); for (var i = 1; i <= 1_000_000; i++) bar.Value = i; Console.Write(clock.ElapsedMilliseconds)", all := [])
    sent = [m["content"]["data"]["state"]["value"] for m in of(all, "comm_msg") if m["content"]["comm_id"] == model]
    spent = float(text(messages))
    assert sent[-1] == 1_000_000 and sent == sorted(sent), sent[-3:]
    assert len(sent) <= spent / 20 + 3, (len(sent), spent)
    print(f"# {len(sent)} messages in {spent} ms for a million assignments")


def image_bytes_travel_as_buffers():
    messages = run('var image = new Image([1, 2, 3]); image')
    model, _ = view(messages)
    m = opens(messages)[model]
    assert m["content"]["data"]["buffer_paths"] == [["value"]] and "value" not in m["content"]["data"]["state"]
    assert [bytes(b) for b in m["buffers"]] == [b"\x01\x02\x03"]
    ids["image"] = model
    sent = of(run("image.Value = [4, 5];", all := []), "comm_msg") or of(all, "comm_msg")
    assert [bytes(b) for b in sent[-1]["buffers"]] == [b"\x04\x05"] and sent[-1]["content"]["data"]["buffer_paths"] == [["value"]]


def all_states_are_given_after_a_reload():
    send("comm_open", {"comm_id": "control", "target_name": "jupyter.widget.control", "data": {}}, {"version": "1.0.0"})
    messages = until_idle(comm("control", {"method": "request_states"}))
    reply = of(messages, "comm_msg")[0]
    data = reply["content"]["data"]
    assert data["method"] == "update_states"
    info = client.comm_info("jupyter.widget")
    while True:
        answer = client.get_shell_msg(timeout=PATIENCE)
        if answer["parent_header"]["msg_id"] == info:
            break
    assert set(data["states"]) == set(answer["content"]["comms"]), "states and comm_info differ"
    slider = data["states"][ids["slider"]]
    assert (slider["model_name"], slider["model_module"], slider["model_module_version"]) == ("IntSliderModel", "@jupyter-widgets/controls", "2.0.0")
    assert slider["state"]["value"] == 9
    at = data["buffer_paths"].index([ids["image"], "state", "value"])
    assert bytes(reply["buffers"][at]) == b"\x04\x05"
    references = json.dumps(data["states"])
    for part in references.split("IPY_MODEL_")[1:]:
        assert part[:32] in data["states"], "a reference to a model that is not open"


def one_state_is_given_on_request():
    messages = until_idle(comm(ids["slider"], {"method": "request_state"}))
    data = of(messages, "comm_msg")[0]["content"]["data"]
    assert data["method"] == "update" and data["state"]["value"] == 9 and data["state"]["_model_name"] == "IntSliderModel"


def unknown_targets_are_closed():
    messages = until_idle(send("comm_open", {"comm_id": "lost", "target_name": "nobody", "data": {}}))
    assert [m["content"]["comm_id"] for m in of(messages, "comm_close")] == ["lost"]


def closing_reaches_the_front_end_and_ends_the_comm():
    run("bad.Close();", seen := [])
    assert [m["content"]["comm_id"] for m in of(seen, "comm_close")] == [ids["bad"]]
    info = client.comm_info()
    while True:
        answer = client.get_shell_msg(timeout=PATIENCE)
        if answer["parent_header"]["msg_id"] == info:
            break
    assert ids["bad"] not in answer["content"]["comms"] and ids["slider"] in answer["content"]["comms"]
    until_idle(send("comm_close", {"comm_id": ids["slider"], "data": {}}))
    assert text(run("slider.Value = 3; Console.Write($\"now {slider.Value}\")")).endswith("now 3")


def outputs_are_captured_as_state():
    messages = run('var area = new Output(); area', all := [])
    model, _ = view(messages)
    messages = run('using (area.Capture()) { Console.Write("a"); Console.WriteLine("b"); Display(Html("<i>c</i>")); }\nConsole.Write("outside");', all := [])
    assert text(messages) == "outside" and not of(messages, "display_data")
    outputs = [m["content"]["data"]["state"]["outputs"] for m in of(all, "comm_msg") if m["content"]["comm_id"] == model][-1]
    assert outputs[0] == {"output_type": "stream", "name": "stdout", "text": "ab\n"}, outputs
    assert outputs[1]["output_type"] == "display_data" and outputs[1]["data"]["text/html"] == "<i>c</i>"


def handlers_added_inside_a_capture_write_there():
    run('var area2 = new Output(); var inside = new Button("x"); using (area2.Capture()) inside.OnClick(() => Console.Write("in the area")); Display(new VBox(inside, area2));', all := [])
    button = [i for i, m in opens(all).items() if m["content"]["data"]["state"]["_model_name"] == "ButtonModel"][0]
    area = [i for i, m in opens(all).items() if m["content"]["data"]["state"]["_model_name"] == "OutputModel"][0]
    seen = []
    until_idle(comm(button, {"method": "custom", "content": {"event": "click"}}), seen)
    sent = [m["content"]["data"]["state"] for m in of(seen, "comm_msg") if m["content"]["comm_id"] == area]
    assert sent[-1]["outputs"][0]["text"] == "in the area" and not text(seen), sent


def interact_shows_controls_and_results():
    run('Interact((double x, int n, bool on, string kind) => { Console.Write($"{x} {n} {on} {kind}"); return x * n; }, new { x = (0.0, 10.0), n = 3, on = true, kind = new[] { "a", "b" } });', all := [])
    states = {i: m["content"]["data"]["state"] for i, m in opens(all).items()}
    names = [s["_model_name"] for s in states.values()]
    for name in ("FloatSliderModel", "IntSliderModel", "CheckboxModel", "DropdownModel", "OutputModel", "VBoxModel"):
        assert name in names, names
    outputs = [s["outputs"] for s in states.values() if s["_model_name"] == "OutputModel"][0]
    assert outputs[0]["text"] == "5 3 True a" and outputs[1]["data"]["text/plain"] == "15", outputs
    slider = [i for i, s in states.items() if s["_model_name"] == "FloatSliderModel"][0]
    seen, start = [], time.monotonic()
    until_idle(comm(slider, {"method": "update", "state": {"value": 2.5}}), seen)
    took = time.monotonic() - start
    sent = [m["content"]["data"]["state"]["outputs"] for m in of(seen, "comm_msg") if "outputs" in m["content"]["data"]["state"]]
    # In one piece, unless the function takes long.
    assert (len(sent) == 1 or took > 0.25) and sent[-1][0]["text"] == "2.5 3 True a" and sent[-1][1]["data"]["text/plain"] == "7.5", sent


checks = [f for f in list(globals().values()) if callable(f) and getattr(f, "__module__", "") == "__main__" and f.__code__.co_argcount == 0]
try:
    for check in checks:
        try:
            check()
            print(f"{check.__name__}: ok")
        except Exception as e:
            print(f"{check.__name__}: {type(e).__name__} {e} {traceback.format_exc().splitlines()[-3:]}".replace("\n", " | "))
            if isinstance(e, queue.Empty):
                print("No answer came: a cell or handler still runs, and the checks that follow would wait for it in vain.")
                break
        sys.stdout.flush()
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
