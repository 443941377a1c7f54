"""history_request."""
from registry import Fails, check, expect

HISTORY = "history_request / history_reply"


def history(b, **fields):
    c = b.ask("history_request", dict(dict(output=False, raw=True), **fields)).content
    if c.get("status") != "ok":
        raise Fails(f"status {c.get('status')}")
    return c["history"]


def marked(b, *numbers):
    """Runs cells that can be told from all others; gives their code."""
    codes = [f"{b.code['value']} {b.code['comment']} hist_marker {n}" for n in numbers]
    for code in codes:
        b.execute(code)
    return codes


@check(HISTORY, "tail: the last n cells, oldest first, as session, line, input")
def _(b):
    codes = marked(b, 1, 2, 3)
    found = history(b, hist_access_type="tail", n=2)
    expect([h[2] for h in found] == codes[1:], "other cells")
    expect(all(len(h) == 3 and isinstance(h[0], int) and isinstance(h[1], int) for h in found), "other fields")
    expect(found[1][1] == found[0][1] + 1, "the lines are not the execution counts")


@check(HISTORY, "output true: input and output of each")
def _(b):
    marked(b, 4)
    found = history(b, hist_access_type="tail", n=1, output=True)
    expect(len(found) == 1 and len(found[0][2]) == 2, "no pair")
    expect("hist_marker 4" in found[0][2][0], "another input")


@check(HISTORY, "range: from start up to but without stop, in this session (0)")
def _(b):
    codes = marked(b, 5, 6, 7)
    line = history(b, hist_access_type="tail", n=1)[0][1]
    found = history(b, hist_access_type="range", session=0, start=line - 2, stop=line)
    expect([h[2] for h in found] == codes[:2], f"{len(found)} cells")


@check(HISTORY, "range: of a session that never was is ok and empty")
def _(b):
    expect(history(b, hist_access_type="range", session=10**6, start=1, stop=5) == [], "there are cells")


@check(HISTORY, "search: * and ? in the pattern")
def _(b):
    codes = marked(b, 8, 9)
    expect([h[2] for h in history(b, hist_access_type="search", pattern="*hist_marker 8*", n=1)] == codes[:1], "* finds something else")
    expect(codes[1] in [h[2] for h in history(b, hist_access_type="search", pattern="*hist_marker ?", n=5)], "? finds nothing")


@check(HISTORY, "search: the last n of what is found")
def _(b):
    codes = marked(b, 20, 21, 22)
    expect([h[2] for h in history(b, hist_access_type="search", pattern="*hist_marker 2?", n=2)] == codes[1:], "other cells")


@check(HISTORY, "search: unique leaves out repetitions")
def _(b):
    codes = marked(b, 30, 30, 30)
    found = [h[2] for h in history(b, hist_access_type="search", pattern="*hist_marker 30", n=5, unique=True)]
    expect(found == codes[:1], f"{len(found)} times")


@check(HISTORY, "silent cells are not in it")
def _(b):
    marked(b, 40)
    b.execute(b.code["value"] + f" {b.code['comment']} hist_silent", silent=True)
    expect("hist_silent" not in str(history(b, hist_access_type="tail", n=3)), "they are")
