"""The report: a Markdown page with a table for each message type, made of the results of one or more kernels."""
from collections import OrderedDict

from registry import FAILED, NOT_OFFERED, PASSED

INTRODUCTION = """# Kernel conformance

Every message of the Jupyter messaging protocol 5.4 that a kernel may get or send, one table each, and what a kernel must do with it. The checks speak to the
kernel over bare ZeroMQ sockets, with a client of their own that signs and verifies each message. Written by

    {command}

{passed} done as the sentence says, {failed} not done (why: below the table), {not_offered} optional and not there, or with no way to make the kernel do it.
"""


def summary(kernels):
    lines = ["| | " + " | ".join(k["title"] for k in kernels) + " |", "|---|" + "---|" * len(kernels)]
    rows = (("implementation", lambda k: k["implementation"]), ("language", lambda k: k["language"]), ("protocol", lambda k: k["protocol"]),
            (PASSED, lambda k: count(k, PASSED)), (FAILED, lambda k: count(k, FAILED)), (NOT_OFFERED, lambda k: count(k, NOT_OFFERED)))
    return lines + [f"| {name} | " + " | ".join(str(value(k)) for k in kernels) + " |" for name, value in rows]


def count(kernel, mark):
    return sum(r["mark"] == mark for r in kernel["results"])


def sections(kernels):
    """The checks by message, in the order in which they were declared."""
    found = OrderedDict()
    for kernel in kernels:
        for r in kernel["results"]:
            found.setdefault(r["message"], OrderedDict()).setdefault(r["check"], {})[kernel["title"]] = r
    return found


def cell(result):
    return "" if result is None else result["mark"]


def text(words):
    return " ".join(words.split()).replace("|", "\\|").replace("<", "&lt;")


def notes(checks, kernels):
    for kernel in kernels:
        for sentence, results in checks.items():
            r = results.get(kernel["title"])
            if r and r["mark"] != PASSED:
                yield f"- {kernel['title']} {r['mark']} {text(sentence)}: {text(r['note'])}"


def markdown(kernels, command):
    lines = [INTRODUCTION.format(command=command, passed=PASSED, failed=FAILED, not_offered=NOT_OFFERED)] + summary(kernels)
    for message, checks in sections(kernels).items():
        lines += ["", f"## {message}", "", "| | " + " | ".join(k["title"] for k in kernels) + " |", "|---|" + ":-:|" * len(kernels)]
        lines += [f"| {text(s)} | " + " | ".join(cell(r.get(k["title"])) for k in kernels) + " |" for s, r in checks.items()]
        told = list(notes(checks, kernels))
        lines += [""] + told if told else []
    return "\n".join(lines) + "\n"
