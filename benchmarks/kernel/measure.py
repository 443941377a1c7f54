#!/usr/bin/python3
"""Measures kernels in one run and writes the table.

    /usr/bin/python3 benchmarks/kernel/measure.py spm python3 --tool ../shared/tools/measure_kernel.py --to benchmarks/results/kernel.md

The kernels are measured one after the other, on a machine that should do nothing else, ours as `spm` is published (ReadyToRun). The first rows are those of
measure_kernel.py, which measures any kernel; the rows on long sessions and on awaits are measured here. A kernel's code is in languages.py.
"""
import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile

import languages
import long_session
from client import Kernel

HERE = os.path.dirname(os.path.abspath(__file__))


def milliseconds(key):
    """Median and 95th percentile of a figure."""
    return lambda r: (r.get(key) or {}).get("median_ms") and f"{r[key]['median_ms']:.1f} ({r[key]['p95_ms']:.1f})"


def number(key, form="{:.2f}", pick=lambda v: v):
    def read(r):
        value = r.get(key)
        try:
            return form.format(pick(value))
        except (TypeError, KeyError, IndexError, ValueError):
            # No number: the tool says in words what happened.
            return str(value) if isinstance(value, str) else None
    return read


ROWS = (
    ("start → kernel_info, ms, median (p95)", "", milliseconds("start_to_kernel_info")),
    ("first cell after that, ms", "", milliseconds("first_cell_result")),
    ("start + first cell, s", "≤ 0.6", number("start_plus_first_cell_s")),
    ("warm `1+1` to its result, ms, median (p95)", "≤ 8 (20)", milliseconds("warm_expr_result")),
    ("warm `1+1` to idle, ms", "", milliseconds("warm_expr_idle")),
    ("loop of three lines, ms", "", milliseconds("warm_multi_line")),
    ("queued cells per second", "", number("queued_200_cells_per_s", "{:.0f}")),
    ("completion, first, ms", "", number("complete_first_ms", "{:.0f}")),
    ("completion, warm, ms, median (p95)", "≤ 20", milliseconds("complete")),
    ("completion of a variable, ms", "≤ 20", milliseconds("complete_local")),
    ("completion while a cell runs, ms", "≤ 50", number("complete_while_busy_1s_ms", "{:.1f}")),
    ("kernel_info on control while a cell runs, ms", "", number("control_kernel_info_while_busy_ms", "{:.1f}")),
    ("is_complete, ms", "", milliseconds("is_complete")),
    ("inspect, ms", "", milliseconds("inspect")),
    ("heartbeat, ms", "", milliseconds("heartbeat")),
    ("10 MB in 100,000 lines, s", "≤ 0.2", number("stdout_10MB_lines", pick=lambda v: v["s_to_idle"])),
    ("… messages", "", number("stdout_10MB_lines", "{:.0f}", lambda v: v["messages"])),
    ("10 MB in one line, s", "", number("stdout_10MB_chunk", pick=lambda v: v["s_to_idle"])),
    ("print to front end, ms", "", milliseconds("print_to_client_latency")),
    ("display updates per second", "≥ 5,000", number("update_display_per_s", "{:.0f}", lambda v: v[1])),
    ("interrupt of a loop, ms", "≤ 20", number("interrupt_spin", "{:.1f}", lambda v: v["median_ms"])),
    ("interrupt of a sleep, ms", "", number("interrupt_sleep", "{:.1f}", lambda v: v["ms"])),
    ("interrupt of an await, ms", "", number("interrupt_await_ms", "{:.1f}")),
    ("restart, s", "≤ 0.5", number("restart_s")),
    ("shutdown → exit, ms", "", milliseconds("shutdown_to_exit")),
    ("resident memory, ready, MB", "", number("rss_ready_MB", "{:.0f}")),
    ("… after the first cell", "≤ 200", number("rss_after_first_cell_MB", "{:.0f}")),
    ("… after 1,000 cells", "≤ 300", number("rss_after_1000_MB", "{:.0f}")),
    ("cells 6 to 15, ms, median", "", number("tenth_ms", "{:.1f}")),
    ("cells 991 to 1,000, ms, median", "as the row above", number("thousandth_ms", "{:.1f}")),
)


def measure(name, tool, starts):
    kernel = Kernel(name)
    info, code = kernel.info.content, languages.of(kernel.info.content)
    kernel.close()
    figures = by_tool(name, code, tool, starts) if tool else {}
    print(f"{name}: a long session", flush=True)
    figures.update(long_session.figures(name, code))
    return dict(title=name, implementation=f"{info['implementation']} {info['implementation_version'].split('+')[0]}", figures=figures)


def by_tool(name, code, tool, starts):
    with tempfile.TemporaryDirectory() as folder:
        snippets, out = os.path.join(folder, "snippets.json"), os.path.join(folder, "figures.json")
        with open(snippets, "w", encoding="utf-8") as f:
            json.dump({} if code is languages.PYTHON else dict(display=code["display"], update=code["update_many"], bigdata=code["big_display"]), f)
        words = [sys.executable, tool, name, "--lang", "python" if code is languages.PYTHON else "csharp", "--json", out, "--snippets", snippets, "--starts", str(starts)]
        subprocess.run(words, check=True)
        with open(out, encoding="utf-8") as f:
            return json.load(f)


def table(kernels, command):
    lines = ["# Kernels, measured", "", f"{os.cpu_count()} cores, {platform.system()}. By", "", f"    {command}", "",
             "| | target | " + " | ".join(f"{k['title']} ({k['implementation']})" for k in kernels) + " |", "|---|---|" + "---|" * len(kernels)]
    for name, target, read in ROWS:
        lines.append(f"| {name} | {target} | " + " | ".join(read(k["figures"]) or "–" for k in kernels) + " |")
    return "\n".join(lines) + "\n"


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("kernels", nargs="+", help="names of kernelspecs")
    p.add_argument("--tool", help="path of measure_kernel.py; without it, its rows stay empty")
    p.add_argument("--to", help="writes the table")
    p.add_argument("--starts", type=int, default=5, help="how many fresh processes are started for the first rows (5)")
    a = p.parse_args()
    words = ["/usr/bin/python3", "benchmarks/kernel/measure.py"] + a.kernels + (["--tool", "measure_kernel.py"] if a.tool else []) + (["--to", a.to] if a.to else [])
    text = table([measure(name, a.tool, a.starts) for name in a.kernels], " ".join(words))
    print(text)
    if a.to:
        with open(a.to, "w", encoding="utf-8") as f:
            f.write(text)


if __name__ == "__main__":
    main()
