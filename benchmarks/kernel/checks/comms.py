"""comm_info, comm_open, comm_msg, comm_close."""
from registry import check, expect

INFO, COMM = "comm_info_request / comm_info_reply", "comm_open, comm_msg, comm_close"


@check(INFO, "the open comms, by id")
def _(b):
    c = b.ask("comm_info_request").content
    expect(c.get("status") == "ok" and isinstance(c.get("comms"), dict), f"status {c.get('status')}")


@check(INFO, "of one target only")
def _(b):
    expect(b.ask("comm_info_request", dict(target_name="no.such.target")).content.get("comms") == {}, "others")


@check(COMM, "a comm_open for a target that nobody has is answered with comm_close")
def _(b):
    opened = b.client.send("comm_open", dict(comm_id="check-unknown", target_name="no.such.target", data={}))
    closed = b.client.find(lambda m: m.type == "comm_close" and m.channel == "iopub", b.patience)
    expect(closed, "it is not")
    expect(closed.content.get("comm_id") == "check-unknown" and isinstance(closed.content.get("data"), dict), "of another comm, or without data")
    expect(closed.answers == opened, "without its parent")


@check(COMM, "busy and idle around a comm message")
def _(b):
    sent = b.client.send("comm_open", dict(comm_id="check-status", target_name="no.such.target", data={}))
    b.client.idle(sent, b.patience)
    states = [m.state for m in b.client.published(sent) if m.type == "status"]
    expect(states == ["busy", "idle"], f"{states}")


@check(COMM, "a comm_msg and a comm_close of a comm that is not open disturb nothing")
def _(b):
    b.client.send("comm_msg", dict(comm_id="check-nobody", data={}))
    b.client.send("comm_close", dict(comm_id="check-nobody", data={}))
    b.barrier()


@check(COMM, "opened by a cell: comm_open on iopub, and listed until it is closed")
def _(b):
    opened = b.execute(b.snippet("comm_open")).of("comm_open")
    expect(len(opened) == 1 and opened[0].content["target_name"] == "checked", "no comm_open")
    comm = opened[0].content["comm_id"]
    expect(b.ask("comm_info_request", dict(target_name="checked")).content["comms"].get(comm) == dict(target_name="checked"), "not listed")
    sent = b.execute(b.code["comm_send"]).of("comm_msg")
    expect(len(sent) == 1 and sent[0].content == dict(comm_id=comm, data=dict(b=2)), "no comm_msg")
    closed = b.execute(b.code["comm_close"]).of("comm_close")
    expect(len(closed) == 1 and closed[0].content["comm_id"] == comm, "no comm_close")
    expect(comm not in b.ask("comm_info_request").content["comms"], "still listed")
