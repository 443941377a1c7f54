"""input_request and input_reply."""
from registry import check, expect

STDIN = "input_request / input_reply"


def question(b, key):
    running = b.start(b.snippet(key), allow_stdin=True)
    asked = b.client.find(lambda m: m.type == "input_request", b.patience)
    expect(asked, "no input_request" if b.kernel.alive else "the process ended")
    return running, asked


def answer(b, running, asked, value):
    b.client.send("input_reply", dict(value=value, status="ok"), "stdin", asked.header)
    return b.finish(running)


@check(STDIN, "the question comes on stdin with its prompt, password false, and the cell as parent")
def _(b):
    running, asked = question(b, "ask")
    answer(b, running, asked, "Ada")
    expect(asked.channel == "stdin" and asked.content.get("prompt") == "name? ", f"prompt {asked.content.get('prompt')!r}")
    expect(asked.content.get("password") is False, "password is not false")
    expect(asked.answers == running, "another parent")


@check(STDIN, "the answer reaches the cell, with every character")
def _(b):
    e = answer(b, *question(b, "ask"), "Ådá 😀")
    expect(e.text() == "got Ådá 😀\n", repr(e.text()))


@check(STDIN, "a password is asked for with password true")
def _(b):
    running, asked = question(b, "password")
    e = answer(b, running, asked, "s3cret")
    expect(asked.content.get("password") is True, "password is not true")
    expect("got s3cret" in e.text(), "the answer does not arrive")


@check(STDIN, "allow_stdin false: an error at once, and no question")
def _(b):
    e = b.execute(b.snippet("ask"), allow_stdin=False)
    expect(not [m for m in b.client.received if m.type == "input_request"], "a question all the same")
    expect(e.status == "error", f"status {e.status}")


@check(STDIN, "an answer that nobody asked for disturbs nothing")
def _(b):
    b.client.send("input_reply", dict(value="stray", status="ok"), "stdin")
    b.barrier()
    e = answer(b, *question(b, "ask"), "right")
    expect(e.text() == "got right\n", "it was taken for the next question's answer")


@check(STDIN, "control answers while a cell waits for an answer")
def _(b):
    running, asked = question(b, "ask")
    b.ask("kernel_info_request", channel="control")
    answer(b, running, asked, "x")


@check(STDIN, "an interrupt ends the wait")
def _(b):
    running, _asked = question(b, "ask")
    b.kernel.interrupt_by_signal()
    expect(b.finish(running).status == "error", "the cell goes on")
