"""A Jupyter client on bare ZeroMQ sockets: it builds, signs and checks every message itself, so that a kernel is tested by an implementation of its own."""
import hashlib
import hmac
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from datetime import datetime, timezone

import psutil
import zmq
from jupyter_client.kernelspec import KernelSpecManager

CHANNELS = ("shell", "control", "stdin", "iopub", "hb")
DELIMITER = b"<IDS|MSG>"


class Malformed(Exception):
    """The kernel sent something that the wire protocol does not allow."""


class Ended(TimeoutError):
    """The process ended before it answered: no answer will come, as after any other time that is up."""


class Message:
    """One message that was received, and on which channel."""

    def __init__(self, channel, frames, key):
        if DELIMITER not in frames:
            raise Malformed("a message without delimiter on " + channel)
        at = frames.index(DELIMITER)
        self.channel, self.prefix, self.signature = channel, frames[:at], frames[at + 1]
        self.parts, self.buffers = frames[at + 2:at + 6], frames[at + 6:]
        if self.signature != sign(key, self.parts):
            raise Malformed("a message with a wrong signature on " + channel)
        self.header, self.parent, self.metadata, self.content = (json.loads(p) for p in self.parts)
        self.arrived = time.perf_counter()

    @property
    def type(self):
        return self.header["msg_type"]

    @property
    def state(self):
        return self.content.get("execution_state") if self.type == "status" else None

    @property
    def answers(self):
        return self.parent.get("msg_id")


def sign(key, parts):
    return hmac.new(key, b"".join(parts), hashlib.sha256).hexdigest().encode() if key else b""


class Client:
    """The sockets of one front end. Two clients of a kernel are two of these."""

    def __init__(self, connection, reconnect_ms=10):
        self.connection, self.key = connection, connection["key"].encode()
        self.session, identity = uuid.uuid4().hex, uuid.uuid4().hex.encode()
        self.context = zmq.Context()
        self.received = []
        kinds = dict(shell=zmq.DEALER, control=zmq.DEALER, stdin=zmq.DEALER, iopub=zmq.SUB, hb=zmq.REQ)
        for name in CHANNELS:
            socket = self.context.socket(kinds[name])
            socket.linger, socket.rcvhwm, socket.sndhwm, socket.reconnect_ivl = 0, 0, 0, reconnect_ms
            if kinds[name] == zmq.DEALER:
                socket.identity = identity
            if kinds[name] == zmq.SUB:
                socket.subscribe(b"")
            socket.connect(self.url(name))
            setattr(self, name, socket)

    def url(self, name):
        c = self.connection
        return f"tcp://{c['ip']}:{c[name + '_port']}" if c["transport"] == "tcp" else f"ipc://{c['ip']}-{c[name + '_port']}"

    def close(self):
        for name in CHANNELS:
            getattr(self, name).close(0)
        self.context.term()

    # What is sent.

    def header(self, kind, **more):
        now = datetime.now(timezone.utc).isoformat().replace("+00:00", "Z")
        return dict(dict(msg_id=uuid.uuid4().hex, session=self.session, username="checks", date=now, msg_type=kind, version="5.4"), **more)

    def frames(self, header, content, parent=None, key=None, metadata=None):
        parts = [json.dumps(p).encode() for p in (header, parent or {}, metadata or {}, content)]
        return [DELIMITER, sign(self.key if key is None else key, parts)] + parts

    def send(self, kind, content=None, channel="shell", parent=None, key=None, **header):
        h = self.header(kind, **header)
        getattr(self, channel).send_multipart(self.frames(h, {} if content is None else content, parent, key))
        return h["msg_id"]

    # What arrives. Everything is kept in the order of its arrival; a question looks at what has come before it waits.

    def pump(self, seconds):
        """Takes what arrives within a time; true when there was something."""
        poller = zmq.Poller()
        for name in CHANNELS[:4]:
            poller.register(getattr(self, name), zmq.POLLIN)
        ready = dict(poller.poll(max(0, int(seconds * 1000))))
        for name in CHANNELS[:4]:
            socket = getattr(self, name)
            while socket in ready:
                try:
                    self.received.append(Message(name, socket.recv_multipart(zmq.NOBLOCK), self.key))
                except zmq.Again:
                    break
        return bool(ready)

    def find(self, test, patience, start=0):
        """The first message for which test is true, or None when none came in time."""
        seen, end = start, time.perf_counter() + patience
        while True:
            while seen < len(self.received):
                message, seen = self.received[seen], seen + 1
                if test(message):
                    return message
            left = end - time.perf_counter()
            if left <= 0:
                return None
            self.pump(min(left, 0.5))

    def reply(self, message_id, patience, channel=None):
        return self.find(lambda m: m.answers == message_id and m.channel != "iopub" and m.type.endswith("_reply") and channel in (None, m.channel), patience)

    def idle(self, message_id, patience):
        return self.find(lambda m: m.answers == message_id and m.state == "idle", patience)

    def published(self, message_id):
        return [m for m in self.received if m.channel == "iopub" and m.answers == message_id]


class Kernel:
    """A kernel process started from its kernelspec."""

    MOST_STARTS = 5

    def __init__(self, name, transport="tcp", key=None, wait=True, patience=60):
        self.name, self.folder = name, tempfile.mkdtemp(prefix="conform")
        self.spec = KernelSpecManager().get_kernel_spec(name)
        self.file, self.words = os.path.join(self.folder, "connection.json"), os.path.join(self.folder, "stderr")
        key = uuid.uuid4().hex if key is None else key
        for start in range(1, self.MOST_STARTS + 1):
            self.begin(transport, key)
            try:
                if wait:
                    self.wait_ready(patience)
                return
            except Ended:
                # Another server may have taken a port before the kernel did; new ports then.
                if transport == "ipc" or start == self.MOST_STARTS:
                    raise
                self.client.close()

    def begin(self, transport, key):
        """Starts the process on ports of which nobody makes use just now."""
        numbers = [1, 2, 3, 4, 5] if transport == "ipc" else free_ports(5)
        self.connection = dict({c + "_port": n for c, n in zip(CHANNELS, numbers)}, transport=transport, signature_scheme="hmac-sha256",
                               ip=os.path.join(self.folder, "k") if transport == "ipc" else "127.0.0.1", key=key)
        with open(os.open(self.file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as f:
            json.dump(self.connection, f)
        # The sockets are there before the kernel, so that its very first message can be seen.
        self.client = Client(self.connection, reconnect_ms=1)
        words = [w.replace("{connection_file}", self.file).replace("{resource_dir}", self.spec.resource_dir) for w in self.spec.argv]
        environment = dict(os.environ, **self.spec.env, JPY_PARENT_PID=str(os.getpid()))
        self.info = None
        self.started = time.perf_counter()
        with open(self.words, "wb") as f:
            self.process = subprocess.Popen(words, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=f)

    def wait_ready(self, patience):
        """Until it answers and its status messages arrive: a subscription takes effect some time after it was asked for."""
        end = time.perf_counter() + patience
        while True:
            asked = self.client.send("kernel_info_request")
            while self.info is None and time.perf_counter() < end:
                self.info = self.client.reply(asked, min(0.5, end - time.perf_counter()))
                if self.info is None and not self.alive:
                    raise Ended(f"{self.name} ended before its first answer, with code {self.process.returncode}. It wrote: {self.written()}")
            if self.info is None:
                raise TimeoutError(f"{self.name} gave no kernel_info_reply in {patience} s")
            if self.client.idle(asked, 1):
                return
            if time.perf_counter() > end:
                raise TimeoutError(f"{self.name} publishes no status messages")

    def written(self):
        """What the process has written to its standard error."""
        with open(self.words, encoding="utf-8", errors="replace") as f:
            return f.read()

    @property
    def alive(self):
        return self.process.poll() is None

    def tree(self):
        main = psutil.Process(self.process.pid)
        return [main] + main.children(recursive=True)

    def resident_mb(self):
        return sum(p.memory_info().rss for p in self.tree()) / 1e6

    def interrupt_by_signal(self):
        os.kill(self.process.pid, signal.SIGINT)

    def ends(self, patience):
        try:
            self.process.wait(patience)
            return True
        except subprocess.TimeoutExpired:
            return False

    def close(self):
        """Ends the process in whatever state it is, with its children."""
        if self.alive:
            for p in self.tree():
                try:
                    p.kill()
                except psutil.NoSuchProcess:
                    pass  # It ended by itself meanwhile.
        self.process.wait()
        self.client.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def free_ports(count):
    import socket
    sockets = [socket.socket() for _ in range(count)]
    for s in sockets:
        s.bind(("127.0.0.1", 0))
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports
