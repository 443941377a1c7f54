#!/usr/bin/python3
"""How many display updates per second leave the kernel, to a client that reads frames and does no more.

    /usr/bin/python3 benchmarks/kernel/updates.py spm

measure.py reads every message as a front end does, signature and JSON, in Python and on the same cores: its figure is that of both. This is the kernel's part.
"""
import sys
import time

import zmq
from jupyter_client.manager import KernelManager

COUNT = 5000
CELL = 'Display(Html("0"), "many");\nfor (var i = 0; i < %d; i++) Update("many", Html($"<b>{i}</b>"));' % COUNT


def main(name):
    manager = KernelManager(kernel_name=name)
    manager.start_kernel()
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(60)
    client.iopub_channel.stop()
    iopub = zmq.Context().socket(zmq.SUB)
    iopub.setsockopt(zmq.SUBSCRIBE, b"")
    iopub.setsockopt(zmq.RCVHWM, 0)
    iopub.connect(f"tcp://127.0.0.1:{manager.get_connection_info()['iopub_port']}")
    time.sleep(0.5)
    rates = []
    for _ in range(6):
        begun, updates = time.perf_counter(), 0
        client.execute(CELL)
        while True:
            frames = iopub.recv_multipart()
            updates += b"update_display_data" in frames[0]
            if frames[0].endswith(b"status") and b"idle" in frames[-1]:
                break
        assert updates == COUNT, updates
        rates.append(COUNT / (time.perf_counter() - begun))
    print(f"{name}: {sorted(rates[1:])[2]:,.0f} display updates per second, median of five runs of {COUNT:,}")
    manager.shutdown_kernel(now=True)


main(sys.argv[1])
