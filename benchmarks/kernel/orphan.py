"""Starts a kernel, prints its process id and waits to be killed: the parent of the check that kernels end with theirs."""
import sys
import time

from client import Kernel

kernel = Kernel(sys.argv[1])
print(kernel.process.pid, flush=True)
while True:
    time.sleep(60)
