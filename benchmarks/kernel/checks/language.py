"""complete, inspect, is_complete."""
from registry import Fails, NotOffered, check, expect

COMPLETE, INSPECT, ENDED = "complete_request / complete_reply", "inspect_request / inspect_reply", "is_complete_request / is_complete_reply"


def complete(b, code, cursor=None, patience=None):
    c = b.ask("complete_request", dict(code=code, cursor_pos=len(code) if cursor is None else cursor), patience=patience).content
    if c.get("status") != "ok":
        raise Fails(f"status {c.get('status')}")
    return c


@check(COMPLETE, "matches, cursor_start, cursor_end and metadata")
def _(b):
    c = complete(b, b.code["complete"], patience=b.first_patience)
    expect(any(b.code["complete_want"] in m for m in c["matches"]), "the match is missing")
    expect(isinstance(c["cursor_start"], int) and isinstance(c["cursor_end"], int) and isinstance(c["metadata"], dict), "fields are missing")


@check(COMPLETE, "a match put between cursor_start and cursor_end gives the whole word")
def _(b):
    code = b.code["complete"]
    c = complete(b, code)
    words = [code[:c["cursor_start"]] + m + code[c["cursor_end"]:] for m in c["matches"]]
    stem = code[:max(code.rfind("."), code.rfind(" ")) + 1]
    expect(c["cursor_end"] == len(code), f"cursor_end is {c['cursor_end']} of {len(code)}")
    expect(stem + b.code["complete_want"] in words, "it gives something else")


@check(COMPLETE, "positions count code points: an emoji before the cursor is one")
def _(b):
    code = b.code["complete_emoji"]
    c = complete(b, code)
    expect(any(b.code["complete_emoji_want"] in m for m in c["matches"]), "the match is missing")
    expect(c["cursor_end"] == len(code), f"cursor_end is {c['cursor_end']} of {len(code)}")


@check(COMPLETE, "the cursor may stand inside the code")
def _(b):
    code = b.code["complete"]
    c = complete(b, code + "\n" + b.code["value"], len(code))
    expect(any(b.code["complete_want"] in m for m in c["matches"]), "the match is missing")


@check(COMPLETE, "variables of earlier cells")
def _(b):
    b.execute(b.code["define"])
    c = complete(b, b.code["local"][:-2])
    expect(any(b.code["local"] in m for m in c["matches"]), "missing")


@check(COMPLETE, "kinds of the matches in _jupyter_types_experimental")
def _(b):
    c = complete(b, b.code["complete"])
    types = c["metadata"].get("_jupyter_types_experimental")
    if not types:
        raise NotOffered("no kinds")
    expect(all({"text", "type", "start", "end"} <= set(t) for t in types), "fields are missing")
    expect({t["text"] for t in types} == set(c["matches"]), "of other matches")


@check(COMPLETE, "what nothing completes is ok with no matches")
def _(b):
    expect(complete(b, "zzz_no_such_name_qqq")["matches"] == [], "there are matches")


@check(COMPLETE, "answered while a cell computes")
def _(b):
    complete(b, b.code["complete"], patience=b.first_patience)
    with b.busy():
        complete(b, b.code["complete"])


@check(INSPECT, "found: text/plain with what it is and its documentation")
def _(b):
    b.execute(b.code["define"])
    c = b.ask("inspect_request", dict(code=b.code["inspect"], cursor_pos=len(b.code["inspect"]), detail_level=0)).content
    expect(c.get("status") == "ok" and c.get("found") is True, f"status {c.get('status')}, found {c.get('found')}")
    expect(b.code["inspect"] in c["data"].get("text/plain", ""), "it does not name it")
    expect(b.code["inspect_want"] in c["data"]["text/plain"], "no documentation")
    expect(isinstance(c.get("metadata"), dict), "no metadata")


@check(INSPECT, "the function of a call, with the cursor between its parentheses")
def _(b):
    b.execute(b.code["define"])
    code = b.code["inspect"] + "(3"
    c = b.ask("inspect_request", dict(code=code, cursor_pos=len(code), detail_level=0)).content
    expect(c.get("found") is True and b.code["inspect"] in c["data"].get("text/plain", ""), "not found")


@check(INSPECT, "detail_level 1 is answered too")
def _(b):
    b.execute(b.code["define"])
    c = b.ask("inspect_request", dict(code=b.code["inspect"], cursor_pos=3, detail_level=1)).content
    expect(c.get("found") is True, "not found")


@check(INSPECT, "what is not known is ok with found false")
def _(b):
    c = b.ask("inspect_request", dict(code="no_such_thing_at_all", cursor_pos=5, detail_level=0)).content
    expect(c.get("status") == "ok" and c.get("found") is False and isinstance(c.get("data"), dict), f"status {c.get('status')}, found {c.get('found')}")


def status_of(b, code):
    return b.ask("is_complete_request", dict(code=code)).content


@check(ENDED, "complete")
def _(b):
    for code in b.code["complete_code"]:
        expect(status_of(b, code).get("status") == "complete", f"{code}: {status_of(b, code).get('status')}")


@check(ENDED, "incomplete")
def _(b):
    for code in b.code["incomplete_code"]:
        expect(status_of(b, code).get("status") == "incomplete", f"{code}: {status_of(b, code).get('status')}")


@check(ENDED, "incomplete: the indent of the next line")
def _(b):
    indent = status_of(b, b.code["indented"]).get("indent")
    expect(indent and not indent.strip(), f"{indent!r}")


@check(ENDED, "invalid")
def _(b):
    for code in b.code["invalid_code"]:
        expect(status_of(b, code).get("status") == "invalid", f"{code}: {status_of(b, code).get('status')}")


@check(ENDED, "no indent unless incomplete")
def _(b):
    expect("indent" not in status_of(b, b.code["complete_code"][0]), "there is one")
