"""execute_request with all its options, execute_input, execute_result and execute_reply."""
from registry import NotOffered, check, expect

RUN, INPUT, RESULT, REPLY = "execute_request", "execute_input", "execute_result", "execute_reply"


@check(RUN, "a cell is answered by busy, execute_input, execute_result, idle")
def _(b):
    order = b.execute(b.code["value"]).order()
    expect(order == ["busy", "execute_input", "execute_result", "idle"], ", ".join(order))


@check(RUN, "code, and nothing else, is enough")
def _(b):
    e = b.finish(b.client.send("execute_request", dict(code=b.code["value"])))
    expect(e.status == "ok" and e.result() == b.code["value_text"], f"status {e.status}, result {e.result()}")


@check(RUN, "fields that the protocol does not know are ignored")
def _(b):
    expect(b.execute(b.code["value"], of_ours=[1, 2]).status == "ok", "an error")


@check(RUN, "without code it is an error, not silence")
def _(b):
    reply = b.client.reply(b.client.send("execute_request", {}), b.patience)
    expect(reply, "not answered")
    expect(reply.content.get("status") in ("error", "aborted"), f"status {reply.content.get('status')}")


@check(RUN, "empty code is ok and shows nothing")
def _(b):
    e = b.execute("")
    expect(e.status == "ok" and not e.of("execute_result"), f"{e.status}")


@check(RUN, "silent: no execute_input, no execute_result, no count, no history")
def _(b):
    before = b.execute(b.code["value"]).content["execution_count"]
    e = b.execute(b.code["value"] + " ", silent=True)
    expect(not e.of("execute_input") and not e.of("execute_result"), ", ".join(e.order()))
    expect(b.execute(b.code["value"]).content["execution_count"] == before + 1, "it was counted")


@check(RUN, "empty and silent it gives the current count, for a prompt")
def _(b):
    before = b.execute(b.code["value"]).content["execution_count"]
    got = b.execute("", silent=True, store_history=False).content.get("execution_count")
    expect(got == before, f"{got} after {before}")


@check(RUN, "silent: variables are set all the same")
def _(b):
    expect(b.execute(b.code["define"], silent=True).status == "ok", "an error")
    expect(b.execute(b.code["read"]).result() == b.code["read_text"], "they are not there")


@check(RUN, "store_history false: output is shown, nothing is counted")
def _(b):
    before = b.execute(b.code["value"]).content["execution_count"]
    e = b.execute(b.code["value"], store_history=False)
    expect(e.result() == b.code["value_text"], "no result")
    after = b.execute(b.code["value"]).content["execution_count"]
    expect(after == before + 1, f"{after} after {before}")


@check(RUN, "user_expressions: values as MIME bundles")
def _(b):
    b.execute(b.code["define"])
    got = (b.execute(b.code["nothing"], user_expressions=dict(a=b.code["read"])).content.get("user_expressions") or {}).get("a") or {}
    expect(got.get("status") == "ok", "missing")
    expect(got.get("data", {}).get("text/plain") == b.code["read_text"] and isinstance(got.get("metadata"), dict), f"{got}")


@check(RUN, "user_expressions: an error in one costs that one only")
def _(b):
    got = b.execute(b.code["nothing"], user_expressions=dict(a=b.code["value"], bad=b.code["wrong"])).content
    expect(got["status"] == "ok", "the cell fails")
    values = got.get("user_expressions") or {}
    bad = values.get("bad") or {}
    expect(values.get("a", {}).get("status") == "ok", "the good one is missing")
    expect(bad.get("status") == "error" and {"ename", "evalue", "traceback"} <= set(bad), "the bad one has no error")


@check(RUN, "user_expressions are not evaluated after an error")
def _(b):
    got = b.execute(b.code["error"], user_expressions=dict(a=b.code["value"])).content
    expect(got["status"] == "error" and not (got.get("user_expressions") or {}).get("a"), "they are")


@check(RUN, "stop_on_error: cells queued behind an error are answered «aborted», not run")
def _(b):
    # Held behind another cell, the one that fails cannot do so before the kernel has the others.
    with b.busy():
        ids = [b.start(b.code["error"]), b.start(b.code["value"]), b.start(b.code["value"])]
        b.received()
    done = [b.finish(i) for i in ids]
    expect([d.status for d in done] == ["error", "aborted", "aborted"], ", ".join(str(d.status) for d in done))
    expect(not any(d.of("execute_result") for d in done), "one has run")


@check(RUN, "a cell that is sent after the error's reply runs")
def _(b):
    for _ in range(5):
        b.execute(b.code["error"])
        expect(b.execute(b.code["value"]).status == "ok", "it is aborted")


@check(RUN, "stop_on_error false: the next cell runs")
def _(b):
    ids = [b.start(b.code["error"], stop_on_error=False), b.start(b.code["value"])]
    got = [b.finish(i).status for i in ids]
    expect(got == ["error", "ok"], ", ".join(map(str, got)))


@check(RUN, "cells run in the order in which they were sent")
def _(b):
    ids = [b.start(b.code["value"]) for _ in range(20)]
    counts = [b.finish(i).content["execution_count"] for i in ids]
    expect(counts == list(range(counts[0], counts[0] + 20)), "not in order")
    order = [m.answers for m in b.client.received if m.type == "execute_reply"]
    expect(order == ids, "answered in another order")


@check(INPUT, "the code as it was sent, and the count of the reply")
def _(b):
    e = b.execute(b.code["value"] + "  ")
    sent = [m.content for m in e.of("execute_input")]
    expect(len(sent) == 1, f"{len(sent)} of them")
    expect(sent[0].get("code") == b.code["value"] + "  ", "other code")
    expect(sent[0].get("execution_count") == e.content["execution_count"], "another count")


@check(INPUT, "also for a cell that fails")
def _(b):
    expect(len(b.execute(b.code["error"]).of("execute_input")) == 1, "missing")


@check(RESULT, "text/plain, metadata and the count of the reply")
def _(b):
    e = b.execute(b.code["value"])
    sent = [m.content for m in e.of("execute_result")]
    expect(len(sent) == 1, f"{len(sent)} of them")
    expect("text/plain" in sent[0]["data"], "no text/plain")
    expect(sent[0]["data"]["text/plain"] == b.code["value_text"], f"text {sent[0]['data']['text/plain']}")
    expect(isinstance(sent[0].get("metadata"), dict), "no metadata")
    expect(sent[0].get("execution_count") == e.content["execution_count"], "another count")


@check(RESULT, "none for a statement")
def _(b):
    expect(not b.execute(b.code["nothing"]).of("execute_result"), "there is one")


@check(REPLY, "execution_count rises by one with each cell")
def _(b):
    counts = [b.execute(b.code["value"]).content.get("execution_count") for _ in range(3)]
    expect(isinstance(counts[0], int) and counts == [counts[0], counts[0] + 1, counts[0] + 2], f"{counts}")


@check(REPLY, "ok: user_expressions, and a payload that is a list")
def _(b):
    c = b.execute(b.code["value"]).content
    expect(isinstance(c.get("user_expressions"), dict), "no user_expressions")
    expect(isinstance(c.get("payload", []), list), "the payload is no list")


@check(REPLY, "error: ename, evalue, traceback and execution_count")
def _(b):
    c = b.execute(b.code["error"]).content
    missing = [k for k in ("ename", "evalue", "traceback", "execution_count") if k not in c]
    expect(c["status"] == "error" and not missing, "missing: " + ", ".join(missing))
    expect(isinstance(c["traceback"], list) and all(isinstance(line, str) for line in c["traceback"]), "the traceback is no list of strings")


@check(REPLY, "payload «page»: help asked for in a cell goes to the pager")
def _(b):
    b.execute(b.code["define"])
    e = b.execute(b.snippet("page"))
    pages = [p for p in e.content.get("payload") or [] if p.get("source") == "page"]
    if not pages:
        raise NotOffered("no page in the payload")
    expect(len(pages) == 1 and b.code["inspect"] in pages[0]["data"]["text/plain"], "not the help that was asked for")
    expect(isinstance(pages[0].get("start", 0), int), "no line to start from")
