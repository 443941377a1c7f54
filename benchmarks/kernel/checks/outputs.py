"""What a cell publishes: stream, display_data, update_display_data, clear_output, error."""
import re

import languages
from registry import check, expect

STREAM, DISPLAY, UPDATE, CLEAR, ERROR = "stream", "display_data", "update_display_data", "clear_output", "error"
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@check(STREAM, "stdout and stderr by name")
def _(b):
    expect(b.execute(languages.text(b.code, "write", "to out")).text() == "to out\n", "stdout is missing")
    expect(b.execute(languages.text(b.code, "write_error", "to err")).text("stderr") == "to err\n", "stderr is missing")


@check(STREAM, "accents and characters beyond 16 bits arrive whole")
def _(b):
    got = b.execute(languages.text(b.code, "write", "é 😀 漢")).text()
    expect(got == "é 😀 漢\n", repr(got))


@check(STREAM, "10,000 lines are fewer than 1,000 messages")
def _(b):
    count = len(b.execute(b.code["many"]).of("stream"))
    expect(count < 1000, f"{count} messages")


@check(STREAM, "text that a thread writes after its cell has ended arrives, with that cell as parent")
def _(b):
    e = b.execute(b.code["late"])
    late = b.client.find(lambda m: m.type == "stream" and "late" in m.content["text"], b.patience)
    expect(late, "it does not arrive")
    expect(late.answers == e.id, "another parent")


@check(STREAM, "written before an error it is there, and before the error")
def _(b):
    order = b.execute(languages.text(b.code, "write", "before") + "\n" + b.code["error"]).order()
    expect("stream" in order and "error" in order and order.index("stream") < order.index("error"), ", ".join(order))


@check(DISPLAY, "data with text/plain beside the rich form, metadata")
def _(b):
    sent = [m.content for m in b.execute(b.snippet("display")).of("display_data")]
    expect(len(sent) == 1, f"{len(sent)} of them")
    expect("text/html" in sent[0]["data"], "no text/html")
    expect("text/plain" in sent[0]["data"], "no text/plain")
    expect(isinstance(sent[0].get("metadata"), dict), "no metadata")


@check(DISPLAY, "a display id is in transient")
def _(b):
    sent = [m.content for m in b.execute(b.snippet("with_id")).of("display_data")]
    expect(sent and (sent[0].get("transient") or {}).get("display_id"), "it is not")


@check(UPDATE, "from another cell, with the id of what it replaces")
def _(b):
    first = b.execute(b.snippet("with_id")).of("display_data")
    e = b.execute(b.snippet("update"))
    updates = e.of("update_display_data")
    expect(first and len(updates) == 1, f"{len(updates)} of them")
    expect(updates[0].content["transient"]["display_id"] == first[0].content["transient"]["display_id"], "another id")
    expect("second" in str(updates[0].content["data"]), "not the new data")
    expect(updates[0].answers == e.id, "the parent is not the cell that updates")


@check(CLEAR, "with wait as it was asked for")
def _(b):
    sent = [m.content for m in b.execute(b.snippet("clear")).of("clear_output")]
    expect(len(sent) == 1 and sent[0].get("wait") is True, f"{sent}")


@check(ERROR, "one, with the ename, evalue and traceback of the reply")
def _(b):
    e = b.execute(b.code["error"])
    sent = [m.content for m in e.of("error")]
    expect(len(sent) == 1, f"{len(sent)} of them")
    expect(all(sent[0].get(k) == e.content.get(k) for k in ("ename", "evalue", "traceback")), "another error than in the reply")


@check(ERROR, "ename is the exception's type, evalue its message")
def _(b):
    c = b.execute(b.code["error"]).content
    expect(c.get("ename", "").split(".")[-1] == b.code["error_name"], f"ename is {c.get('ename')}")
    expect(c.get("evalue") == "boom", f"evalue is {c.get('evalue')}")


@check(ERROR, "the traceback names the line of the cell")
def _(b):
    text = COLOURS.sub("", "\n".join(b.execute(b.code["error"]).content.get("traceback") or []))
    expect(re.search(r"(line |:line |\(|-> |:|> )3\b", text), "line 3 is not named")


@check(ERROR, "code that does not compile is an error like any other")
def _(b):
    e = b.execute(b.code["invalid_code"][0])
    expect(e.status == "error" and len(e.of("error")) == 1, f"{e.status}, {len(e.of('error'))} errors")
