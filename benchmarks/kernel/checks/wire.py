"""What is forged, malformed, unknown or huge."""
import json

import languages
from client import DELIMITER, sign
from registry import check, expect

SIGNED, MALFORMED, UNKNOWN = "wire protocol: signatures", "wire protocol: malformed messages", "unknown and huge messages"


def dropped(b, frames, message_id):
    """Sends frames, then a cell; nothing may have come of the first."""
    b.client.shell.send_multipart(frames)
    b.barrier()
    b.client.pump(0)
    expect(not [m for m in b.client.received if m.answers == message_id], "it was carried out")


@check(SIGNED, "every message carries the HMAC-SHA256 of its four parts")
def _(b):
    # The client refuses any message for which this is not true.
    b.barrier()
    expect(all(len(m.signature) == 64 for m in b.client.received), "no signature")


@check(SIGNED, "a message signed with another key is dropped")
def _(b):
    header = b.client.header("execute_request")
    dropped(b, b.client.frames(header, b.request(b.code["value"]), key=b"another"), header["msg_id"])


@check(SIGNED, "a message without signature is dropped")
def _(b):
    header = b.client.header("execute_request")
    frames = b.client.frames(header, b.request(b.code["value"]))
    dropped(b, [frames[0], b""] + frames[2:], header["msg_id"])


@check(SIGNED, "a message whose content was changed is dropped")
def _(b):
    header = b.client.header("execute_request")
    frames = b.client.frames(header, b.request(b.code["value"]))
    dropped(b, frames[:-1] + [json.dumps(b.request(b.code["define"])).encode()], header["msg_id"])


@check(SIGNED, "a message that is sent again, as somebody may who recorded it, is not carried out again")
def _(b):
    header = b.client.header("execute_request")
    frames = b.client.frames(header, b.request(languages.text(b.code, "write", "once")))
    b.client.shell.send_multipart(frames)
    b.client.shell.send_multipart(frames)
    b.finish(header["msg_id"])
    b.barrier()
    count = len([m for m in b.client.received if m.answers == header["msg_id"] and m.type == "execute_reply"])
    expect(count == 1, f"carried out {count} times")


@check(SIGNED, "an empty key means no signatures")
def _(b):
    with b.another(key="") as kernel:
        reply = b.first_cell(kernel, b.code["value"])
        expect(reply.signature == b"", "a signature")
        expect(reply.content["status"] == "ok", "the cell does not run")


def signed(b, *parts):
    return [DELIMITER, sign(b.client.key, parts)] + list(parts)


MALFORMATIONS = (
    ("a frame without delimiter", lambda b: [b"x"]),
    ("too few frames", lambda b: [DELIMITER, b"junk"]),
    ("a header that is not JSON", lambda b: signed(b, b"{not json", b"{}", b"{}", b"{}")),
    ("a header that is a list", lambda b: signed(b, b"[1]", b"{}", b"{}", b"{}")),
    ("a header without msg_type", lambda b: signed(b, b'{"msg_id": "a"}', b"{}", b"{}", b"{}")),
    ("bytes that are not UTF-8", lambda b: signed(b, b'{"msg_id": "\xff"}', b"{}", b"{}", b"{}")),
    ("content that is not JSON", lambda b: signed(b, json.dumps(b.client.header("execute_request")).encode(), b"{}", b"{}", b"\x00")),
    ("content that is a list", lambda b: signed(b, json.dumps(b.client.header("execute_request")).encode(), b"{}", b"{}", b"[]")),
    ("code that is a number", lambda b: signed(b, json.dumps(b.client.header("execute_request")).encode(), b"{}", b"{}", b'{"code": 5}')),
)


def survives(channel, frames):
    def run(b):
        getattr(b.client, channel).send_multipart(frames(b))
        b.settle(b.patience)
    return run


for what, frames in MALFORMATIONS:
    for channel in ("shell", "control"):
        check(MALFORMED, f"survived on {channel}: {what}")(survives(channel, frames))


for channel in ("shell", "control"):
    check(UNKNOWN, f"an unknown type of message is ignored on {channel}")(
        survives(channel, lambda b: b.client.frames(b.client.header("no_such_request"), {})))


@check(UNKNOWN, "buffers after the content are allowed")
def _(b):
    header = b.client.header("execute_request")
    b.client.shell.send_multipart(b.client.frames(header, b.request(b.code["value"])) + [b"\x00\xff" * 10])
    expect(b.finish(header["msg_id"]).status == "ok", "an error")


@check(UNKNOWN, "a cell of 20 MB runs")
def _(b):
    e = b.execute(b.code["comment"] + "x" * 20_000_000, patience=b.first_patience)
    expect(e.status == "ok", f"{e.status}")


@check(UNKNOWN, "a line of 10 MB arrives whole")
def _(b):
    code = "print('x' * 10_000_000)" if b.code is languages.PYTHON else "Console.WriteLine(new string('x', 10_000_000));"
    got = b.finish(b.start(code), patience=b.first_patience).text()
    expect(len(got) == 10_000_001, f"{len(got)} characters")
