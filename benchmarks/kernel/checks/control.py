"""interrupt and shutdown."""
from registry import Fails, check, expect

INTERRUPT, SHUTDOWN = "interrupt_request / interrupt_reply", "shutdown_request / shutdown_reply"


def by_message(b, key):
    b.execute(b.code["define"])
    running = b.running(key)
    b.ask("interrupt_request", channel="control")
    return ended(b, running)


def by_signal(b, key):
    b.execute(b.code["define"])
    running = b.running(key)
    b.kernel.interrupt_by_signal()
    return ended(b, running)


def ended(b, running):
    reply = b.client.reply(running, b.patience)
    if reply is None:
        raise Fails("the cell goes on" if b.kernel.alive else "the process ended")
    e = b.finish(running)
    expect(e.status == "error", f"status {e.status}")
    return e


for how, name in ((by_message, "by message"), (by_signal, "by SIGINT")):
    for key, what in (("loop", "a loop"), ("sleep", "a sleep"), ("wait", "a top-level await")):
        check(INTERRUPT, f"{name}: {what} ends with an error")(lambda b, how=how, key=key: how(b, key) and None)


@check(INTERRUPT, "variables are kept")
def _(b):
    by_message(b, "loop")
    b.settle(b.patience)
    expect(b.execute(b.code["read"]).result() == b.code["read_text"], "they are gone")


@check(INTERRUPT, "cells queued behind are answered «aborted»")
def _(b):
    running = b.running("loop")
    queued = b.start(b.code["value"])
    b.ask("interrupt_request", channel="control")
    ended(b, running)
    status = b.finish(queued).status
    expect(status == "aborted", f"status {status}")


@check(INTERRUPT, "without a running cell, message and signal do no harm")
def _(b):
    b.ask("interrupt_request", channel="control")
    b.barrier()
    b.kernel.interrupt_by_signal()
    b.barrier()


def ending(b, restart=False, channel="control", busy=False):
    """Asks a kernel of its own to end; gives its reply."""
    with b.another() as kernel:
        b.first_cell(kernel, b.code["value"])
        if busy:
            running = kernel.client.send("execute_request", b.request(b.code["loop"]))
            expect(kernel.client.find(lambda m: m.answers == running and m.type == "stream", b.patience), "the cell's first line did not arrive")
        reply = kernel.client.reply(kernel.client.send("shutdown_request", dict(restart=restart), channel), b.patience)
        gone = kernel.ends(max(10, b.patience))
        expect(reply, "not answered")
        expect(reply.channel == channel and reply.content.get("status", "ok") == "ok", f"status {reply.content.get('status')}")
        expect(gone, "the process does not end")
        return reply


@check(SHUTDOWN, "answered on control with its restart flag; the process ends")
def _(b):
    expect(ending(b).content.get("restart") is False, "another flag")


@check(SHUTDOWN, "restart true is answered with restart true")
def _(b):
    expect(ending(b, restart=True).content.get("restart") is True, "another flag")


@check(SHUTDOWN, "status ok is in the reply")
def _(b):
    expect(ending(b).content.get("status") == "ok", "no status")


@check(SHUTDOWN, "on shell too (deprecated since 5.4)")
def _(b):
    ending(b, channel="shell")


@check(SHUTDOWN, "while a cell computes")
def _(b):
    ending(b, busy=True)


@check(SHUTDOWN, "a new process has a new session, no variables and starts counting at 1")
def _(b):
    b.execute(b.code["define"])
    old = b.ask("kernel_info_request").header["session"]
    with b.another() as kernel:
        reply = b.first_cell(kernel, b.code["local"])
        expect(reply.content["status"] == "error", "variables are there")
        expect(reply.header["session"] != old, "the same session")
        expect(reply.content["execution_count"] == 1, f"count {reply.content['execution_count']}")
