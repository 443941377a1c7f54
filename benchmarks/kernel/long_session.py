"""Figures of a long session: 1,000 different cells, their time and the memory after them; and how fast an await is interrupted."""
import statistics
import time

import languages
from client import Kernel

CELLS = 1000


def figures(name, code):
    found = {}
    for measure in (thousand_cells, interrupt_await):
        kernel = Kernel(name)
        try:
            found.update(measure(kernel, code))
        finally:
            kernel.close()
    return found


def request(code):
    return dict(code=code, silent=False, store_history=True, user_expressions={}, allow_stdin=False, stop_on_error=True)


def run(kernel, code, patience=60):
    """Time from request to idle, in ms."""
    start = time.perf_counter()
    sent = kernel.client.send("execute_request", request(code))
    idle = kernel.client.idle(sent, patience)
    reply = kernel.client.reply(sent, patience)
    if idle is None or reply is None or reply.content["status"] != "ok":
        raise RuntimeError(f"A cell failed: {code}")
    kernel.client.received.clear()
    return (idle.arrived - start) * 1000


def thousand_cells(kernel, code):
    """Each declares a variable and shows a value, as a session does that grows."""
    declare = "v{0} = {0}\nv{0} + 1" if code is languages.PYTHON else "var v{0} = {0};\nv{0} + 1"
    times = [run(kernel, declare.format(i)) for i in range(CELLS)]
    return dict(tenth_ms=statistics.median(times[5:15]), thousandth_ms=statistics.median(times[-10:]), rss_after_1000_MB=kernel.resident_mb())


def interrupt_await(kernel, code, patience=20):
    """By SIGINT, from the signal to the reply; the median of three, or in words that it does not end."""
    times = []
    run(kernel, code["value"])
    for _ in range(3):
        sent = kernel.client.send("execute_request", request(code["wait"]))
        if not kernel.client.find(lambda m: m.answers == sent and m.type == "stream", patience):
            return dict(interrupt_await_ms="the cell did not start")
        # The line is written before the wait begins.
        time.sleep(0.3)
        start = time.perf_counter()
        kernel.interrupt_by_signal()
        reply = kernel.client.reply(sent, patience)
        if reply is None:
            return dict(interrupt_await_ms=f"not in {patience} s")
        times.append((reply.arrived - start) * 1000)
        kernel.client.idle(sent, patience)
        kernel.client.received.clear()
    return dict(interrupt_await_ms=statistics.median(times))
