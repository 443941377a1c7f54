"""status, heartbeat, connect and several front ends."""
import zmq

from registry import NotOffered, check, expect

STATUS, HEART, CONNECT, MANY = "status", "heartbeat", "connect_request (deprecated)", "several front ends"


@check(STATUS, "«starting» is published once, without a parent, before anything else")
def _(b):
    with b.another() as kernel:
        states = [m for m in kernel.client.received if m.type == "status"]
        starting = [m for m in states if m.state == "starting"]
        if not starting:
            raise NotOffered("not seen: none was sent, or before a front end could subscribe")
        expect(len(starting) == 1 and states[0] is starting[0], "later, or more than once")
        expect(starting[0].parent == {}, "it has a parent")


@check(STATUS, "busy before and idle after every request, with the request as parent")
def _(b):
    code = b.code["value"]
    requests = [("kernel_info_request", {}), ("complete_request", dict(code=code, cursor_pos=1)), ("inspect_request", dict(code=code, cursor_pos=1, detail_level=0)),
                ("is_complete_request", dict(code=code)), ("history_request", dict(hist_access_type="tail", n=1, output=False, raw=True)), ("comm_info_request", {})]
    bad = []
    for kind, content in requests:
        message_id = b.client.send(kind, content)
        b.client.idle(message_id, b.patience)
        states = [m.state for m in b.client.published(message_id) if m.type == "status"]
        if states != ["busy", "idle"]:
            bad.append(kind)
    expect(not bad, "not for " + ", ".join(bad))


@check(STATUS, "busy and idle for a request on control")
def _(b):
    message_id = b.client.send("kernel_info_request", {}, "control")
    b.client.idle(message_id, b.patience)
    states = [m.state for m in b.client.published(message_id)]
    expect(states == ["busy", "idle"], f"{states}")


@check(STATUS, "all of a cell's output comes between its busy and its idle")
def _(b):
    e = b.execute(b.code["many"])
    b.barrier()
    after = [m.state or m.type for m in b.client.published(e.id)]
    expect(after[0] == "busy" and after[-1] == "idle" and after.count("idle") == 1, f"first {after[0]}, last {after[-1]}")
    expect(e.text().split() == [str(i) for i in range(10000)], "lines are missing or out of order")


@check(HEART, "bytes come back as they were sent")
def _(b):
    for words in (b"ping", bytes(range(256))):
        b.client.hb.send(words)
        expect(b.client.hb.poll(int(b.patience * 1000)), "no beat")
        expect(b.client.hb.recv() == words, "other bytes")


@check(HEART, "also while a cell computes")
def _(b):
    with b.busy():
        b.client.hb.send(b"ping")
        expect(b.client.hb.poll(int(b.patience * 1000)), "no beat")
        b.client.hb.recv()


@check(CONNECT, "answered with the ports, or not at all")
def _(b):
    message_id = b.client.send("connect_request")
    b.barrier()
    reply = b.client.reply(message_id, 0)
    if reply is None or reply.content.get("status") == "error":
        raise NotOffered("deprecated; kernels are not expected to answer it")
    expect(reply.content.get("shell_port") == b.kernel.connection["shell_port"], "other ports")


@check(MANY, "each gets the replies to its own requests, in whatever order they are sent")
def _(b):
    other = b.second_client()
    theirs, ours = b.start(b.code["value"], other), b.start(b.code["value"])
    replies = other.reply(theirs, b.patience), b.client.reply(ours, b.patience)
    try:
        expect(all(replies), "a reply is missing")
        expect(not other.reply(ours, 0) and not b.client.reply(theirs, 0), "a reply went to the wrong one")
    finally:
        other.close()


@check(MANY, "all see what one of them runs: status, input, output and result")
def _(b):
    other = b.second_client()
    try:
        e = b.execute(b.code["value"])
        expect(other.idle(e.id, b.patience), "the other one sees no idle")
        expect([m.state or m.type for m in other.published(e.id)] == e.order(), "the other one sees something else")
    finally:
        other.close()


@check(MANY, "a question of a cell goes to the one that ran it")
def _(b):
    other = b.second_client()
    try:
        running = b.start(b.snippet("ask"), allow_stdin=True)
        question = b.client.find(lambda m: m.type == "input_request" and m.answers == running, b.patience)
        expect(question, "no input_request")
        other.pump(0)
        expect(not [m for m in other.received if m.type == "input_request"], "the other one was asked too")
        b.client.send("input_reply", dict(value="Ada", status="ok"), "stdin", question.header)
        b.finish(running)
    finally:
        other.close()


@check(MANY, "one that leaves in the middle of its cell disturbs nobody")
def _(b):
    other = b.second_client()
    b.start(b.code["pause"], other)
    other.shell.setsockopt(zmq.LINGER, 1000)
    other.pump(0.2)
    other.close()
    b.barrier()
