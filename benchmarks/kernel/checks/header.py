"""kernel_info, and what must be true of the header of every message."""
from datetime import datetime

from registry import NotOffered, check, expect

INFO, HEADER = "kernel_info_request / kernel_info_reply", "header and parent header"


def one_cell(b):
    return b.execute(b.code["value"])


@check(INFO, "answered on shell with status ok, protocol, implementation, banner and the language's name, version, MIME type and file extension")
def _(b):
    c = b.ask("kernel_info_request").content
    language = c.get("language_info") or {}
    missing = [k for k in ("status", "protocol_version", "implementation", "implementation_version", "language_info", "banner") if k not in c]
    missing += ["language_info." + k for k in ("name", "version", "mimetype", "file_extension") if not language.get(k)]
    expect(not missing, "missing or empty: " + ", ".join(missing))
    expect(c["status"] == "ok", f"status {c['status']}")
    expect(c["protocol_version"].split(".")[0] == "5", f"protocol {c['protocol_version']}")
    expect(language["file_extension"].startswith("."), "file_extension without its dot")


@check(INFO, "answered on control too")
def _(b):
    expect(b.ask("kernel_info_request", channel="control").content.get("language_info"), "no language_info")


@check(INFO, "help_links is a list of texts and addresses")
def _(b):
    links = b.ask("kernel_info_request").content.get("help_links")
    if links is None:
        raise NotOffered("no help_links")
    expect(all(set(link) == {"text", "url"} for link in links), "a link without text or url")


@check(INFO, "whether it has a debugger is told the same by debugger and supported_features")
def _(b):
    c = b.ask("kernel_info_request").content
    if "supported_features" not in c:
        raise NotOffered("no supported_features (protocol 5.5)")
    expect(isinstance(c["supported_features"], list), "not a list")
    expect(bool(c.get("debugger")) == ("debugger" in c["supported_features"]), f"debugger is {c.get('debugger')}, supported_features {c['supported_features']}")


@check(INFO, "the protocol named is the one in the headers")
def _(b):
    m = b.ask("kernel_info_request")
    expect(m.content["protocol_version"] == m.header.get("version"), f"{m.content['protocol_version']} and {m.header.get('version')}")


@check(HEADER, "msg_id, session, username, date, msg_type and version in every message, all strings")
def _(b):
    one_cell(b)
    for m in b.client.received:
        wrong = [k for k in ("msg_id", "session", "username", "date", "msg_type", "version") if not isinstance(m.header.get(k), str)]
        expect(not wrong, f"{m.type}: {', '.join(wrong)}")


@check(HEADER, "the date is ISO 8601 with its time zone")
def _(b):
    one_cell(b)
    for m in b.client.received:
        expect(datetime.fromisoformat(m.header["date"].replace("Z", "+00:00")[:26] + m.header["date"].replace("Z", "+00:00")[-6:]).tzinfo, f"{m.type} has a date without time zone")


@check(HEADER, "no two messages have the same msg_id")
def _(b):
    one_cell(b)
    one_cell(b)
    ids = [m.header["msg_id"] for m in b.client.received]
    expect(len(ids) == len(set(ids)), "a msg_id came twice")


@check(HEADER, "one session for all messages of the kernel, not the front end's")
def _(b):
    one_cell(b)
    b.settle(b.patience)
    sessions = {m.header["session"] for m in b.client.received}
    expect(len(sessions) == 1, f"{len(sessions)} sessions")
    expect(b.client.session not in sessions, "the front end's session")


@check(HEADER, "parent_header is the request's header, every field of it")
def _(b):
    header = b.client.header("execute_request", of_ours="kept")
    b.client.shell.send_multipart(b.client.frames(header, b.request(b.code["value"])))
    b.finish(header["msg_id"])
    mine = [m for m in b.client.received if m.answers == header["msg_id"]]
    expect(all(m.parent == header for m in mine), "some fields are changed or left out: " + ", ".join(sorted({m.type for m in mine if m.parent != header})))


@check(HEADER, "metadata and content are objects")
def _(b):
    one_cell(b)
    expect(all(isinstance(m.metadata, dict) and isinstance(m.content, dict) for m in b.client.received), "something else")


@check(HEADER, "a message on iopub has one topic before the delimiter, a reply none that reaches the front end")
def _(b):
    one_cell(b)
    wrong = {m.type for m in b.client.received if len(m.prefix) != (m.channel == "iopub")}
    expect(not wrong, ", ".join(sorted(wrong)))
