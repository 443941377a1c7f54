"""The process, its connection file, and the control channel beside a busy shell."""
import os
import subprocess
import sys
import time

import psutil

from registry import check, expect

CONTROL, PROCESS = "control channel", "process and connection"


@check(CONTROL, "kernel_info is answered while a cell computes")
def _(b):
    with b.busy():
        b.ask("kernel_info_request", channel="control")


@check(CONTROL, "idle of a control request while a cell computes is told with that request as parent")
def _(b):
    with b.busy() as running:
        expect(b.client.idle(b.ask("kernel_info_request", channel="control").answers, b.patience), "no idle")
    expect([m.state for m in b.client.published(running) if m.type == "status"] == ["busy", "idle"], "the cell's own states are disturbed")


@check(PROCESS, "transport ipc")
def _(b):
    with b.another(transport="ipc", wait=False) as kernel:
        try:
            kernel.wait_ready(b.first_patience)
        except TimeoutError:
            expect(False, "no answer" if kernel.alive else "the process ends")
        expect(b.first_cell(kernel, b.code["value"]).content["status"] == "ok", "the cell does not run")
        kernel.client.hb.send(b"ping")
        expect(kernel.client.hb.poll(int(b.patience * 1000)), "no beat")
        expect(kernel.client.reply(kernel.client.send("shutdown_request", dict(restart=False), "control"), b.patience), "shutdown is not answered")


@check(PROCESS, "listens on 127.0.0.1 only")
def _(b):
    addresses = {c.laddr.ip for p in b.kernel.tree() for c in p.connections("inet") if c.status == psutil.CONN_LISTEN}
    expect(addresses <= {"127.0.0.1", "::1", "::ffff:127.0.0.1"}, "also on other addresses of the machine")


@check(PROCESS, "ends when the process that started it has ended")
def _(b):
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    starter = subprocess.Popen([sys.executable, os.path.join(here, "orphan.py"), b.name], stdout=subprocess.PIPE, text=True)
    kernel = psutil.Process(int(starter.stdout.readline()))
    starter.kill()
    starter.wait()
    end = time.monotonic() + max(10, b.patience)
    while time.monotonic() < end and kernel.is_running() and kernel.status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.1)
    gone = not kernel.is_running() or kernel.status() == psutil.STATUS_ZOMBIE
    if not gone:
        kernel.kill()
    expect(gone, "it lives on")
