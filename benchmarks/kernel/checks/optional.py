"""Messages that a kernel may decline: debugger, usage, and what came with protocol 5.5."""
from registry import Fails, NotOffered, check, expect

DEBUG, USAGE, SUBSHELL, WELCOME = "debug_request / debug_reply", "usage_request / usage_reply (of ipykernel)", "create_, list_, delete_subshell_request (5.5)", "iopub_welcome (5.5)"


@check(DEBUG, "answered, or declined by an answer, as a response of the debug adapter protocol")
def _(b):
    message_id = b.client.send("debug_request", dict(type="request", seq=7, command="debugInfo", arguments={}), "control")
    reply = b.client.reply(message_id, b.patience)
    if reply is None:
        raise Fails("not answered, although kernel_info tells of a debugger") if b.info.get("debugger") else NotOffered("not answered; kernel_info tells of no debugger")
    c = reply.content
    expect(reply.channel == "control", "not on control")
    expect(c.get("request_seq") == 7 and c.get("type") == "response" and isinstance(c.get("success"), bool), f"{sorted(c)}")
    expect(c["success"] or not b.info.get("debugger"), "declined, although kernel_info tells of a debugger")


@check(USAGE, "processor time, memory and process id, on control, also while a cell computes")
def _(b):
    with b.busy():
        c = b.ask("usage_request", channel="control", required=False).content
    c = c.get("content", c)
    expect(c.get("pid") in [p.pid for p in b.kernel.tree()], "another process")
    expect(c.get("kernel_memory", 0) > 1e6 and "kernel_cpu" in c, "numbers are missing")


@check(SUBSHELL, "offered, or declined")
def _(b):
    message_id = b.client.send("create_subshell_request", {}, "control")
    b.settle(b.patience)
    reply = b.client.reply(message_id, 0)
    offered = "kernel subshells" in (b.info.get("supported_features") or [])
    if not offered:
        expect(reply is None or reply.content.get("status") == "error", "answered ok, although kernel_info does not tell of it")
        raise NotOffered("kernel_info tells of no subshells; the request is declined")
    expect(reply and reply.content.get("subshell_id"), "kernel_info tells of it, and it is not answered")


@check(WELCOME, "sent to a front end that subscribes, with its subscription")
def _(b):
    other = b.second_client()
    try:
        welcome = [m for m in other.received if m.type == "iopub_welcome"]
        if not welcome:
            raise NotOffered("not sent")
        expect("subscription" in welcome[0].content, "no subscription in it")
    finally:
        other.close()
