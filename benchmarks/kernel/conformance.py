#!/usr/bin/python3
"""Goes through the Jupyter messaging protocol, message by message, with one or more kernels.

    /usr/bin/python3 benchmarks/kernel/conformance.py spm python3 .net-csharp --to docs/kernel-conformance.md

The names are those of kernelspecs (folders named by JUPYTER_PATH are searched). Needs Debian's python3-jupyter-client, python3-psutil and python3-zmq. The
exit code is 1 when a check of the first kernel fails. A kernel that is not on this machine can be put beside the others with --stored, from a run with --json.
"""
import argparse
import json
import os
import signal
import sys

import checks  # noqa: F401  Declares them.
import report
from bench import Bench
from registry import CHECKS, FAILED, carry_out


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("kernels", nargs="*", help="names of kernelspecs; the first is ours")
    p.add_argument("--to", help="writes the Markdown report")
    p.add_argument("--json", help="writes the results")
    p.add_argument("--stored", action="append", default=[], help="results of another run, put behind these")
    p.add_argument("--only", default="", help="only checks whose message or sentence holds this text")
    p.add_argument("--list", action="store_true", help="lists the checks as JSON and ends")
    p.add_argument("--patience", type=float, default=8, help="seconds after which an answer is missing (8)")
    return p.parse_args()


def examine(name, chosen, patience):
    bench = Bench(name, patience)
    info, results = bench.info, []
    try:
        for one in chosen:
            result = carry_out(one, bench)
            print(f"{name}  {result.mark} {one.message}: {one.sentence}{'  — ' + result.note if result.note else ''}", flush=True)
            results.append(dict(message=one.message, check=one.sentence, mark=result.mark, note=result.note))
    finally:
        bench.close()
    language = info["language_info"]
    return dict(name=name, title=bench.kernel_title(), implementation=f"{info['implementation']} {info['implementation_version'].split('+')[0]}",
                language=f"{language['name']} {language['version']}", protocol=info["protocol_version"], results=results)


def main():
    # So that whoever ends the run ends its kernels too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    a = arguments()
    chosen = [c for c in CHECKS if a.only in f"{c.message}: {c.sentence}"]
    if a.list:
        print(json.dumps([[c.message, c.sentence] for c in chosen], ensure_ascii=True))
        return 0
    kernels = [examine(name, chosen, a.patience) for name in a.kernels]
    for path in a.stored:
        with open(path, encoding="utf-8") as f:
            kernels += json.load(f)
    if a.json:
        with open(a.json, "w", encoding="utf-8") as f:
            json.dump(kernels, f, indent=1, ensure_ascii=False)
    if a.to:
        command = " ".join(["/usr/bin/python3", "benchmarks/kernel/conformance.py"] + a.kernels
                           + [w for path in a.stored for w in ("--stored", os.path.basename(path))] + ["--to", os.path.relpath(a.to).replace(os.sep, "/")])
        with open(a.to, "w", encoding="utf-8") as f:
            f.write(report.markdown(kernels, command))
    for k in kernels:
        print(f"{k['title']}: " + ", ".join(f"{report.count(k, m)} {m}" for m in (report.PASSED, report.FAILED, report.NOT_OFFERED)))
    return int(bool(kernels) and any(r["mark"] == FAILED for r in kernels[0]["results"]))


if __name__ == "__main__":
    sys.exit(main())
