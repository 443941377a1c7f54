"""The process, its connection file, and the control channel beside a busy shell."""
import os
import subprocess
import sys
import time

import psutil

from client import Kernel
from registry import check, expect

CONTROL, PROCESS = "control channel", "process and connection"


@check(CONTROL, "kernel_info is answered while a cell computes")
def _(b):
    running = b.running("pause")
    b.ask("kernel_info_request", channel="control")
    late = [m for m in b.client.received if m.answers == running and m.type == "execute_reply"]
    b.finish(running)
    expect(not late, "only when the cell had ended")


@check(CONTROL, "idle of a control request while a cell computes is told with that request as parent")
def _(b):
    running = b.running("pause")
    asked = b.ask("kernel_info_request", channel="control").answers
    idle = b.client.idle(asked, b.patience)
    b.finish(running)
    expect(idle, "no idle")
    expect([m.state for m in b.client.published(running) if m.type == "status"] == ["busy", "idle"], "the cell's own states are disturbed")


@check(PROCESS, "transport ipc")
def _(b):
    kernel = Kernel(b.name, transport="ipc", wait=False)
    try:
        try:
            kernel.wait_ready(30)
        except TimeoutError:
            expect(False, "no answer" if kernel.alive else "the process ends")
        reply = kernel.client.reply(kernel.client.send("execute_request", b.request(b.code["value"])), 60)
        expect(reply and reply.content["status"] == "ok", "the cell does not run")
        kernel.client.hb.send(b"ping")
        expect(kernel.client.hb.poll(5000), "no beat")
        expect(kernel.client.reply(kernel.client.send("shutdown_request", dict(restart=False), "control"), b.patience), "shutdown is not answered")
    finally:
        kernel.close()


@check(PROCESS, "listens on 127.0.0.1 only")
def _(b):
    addresses = {c.laddr.ip for p in b.kernel.tree() for c in p.connections("inet") if c.status == psutil.CONN_LISTEN}
    expect(addresses <= {"127.0.0.1", "::1", "::ffff:127.0.0.1"}, "also on " + ", ".join(sorted(addresses - {"127.0.0.1"})))


@check(PROCESS, "ends when the process that started it has ended")
def _(b):
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    starter = subprocess.Popen([sys.executable, os.path.join(here, "orphan.py"), b.name], stdout=subprocess.PIPE, text=True)
    kernel = psutil.Process(int(starter.stdout.readline()))
    starter.kill()
    starter.wait()
    end = time.monotonic() + 10
    while time.monotonic() < end and kernel.is_running() and kernel.status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.1)
    gone = not kernel.is_running() or kernel.status() == psutil.STATUS_ZOMBIE
    if not gone:
        kernel.kill()
    expect(gone, "it lives on")
