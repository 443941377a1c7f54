"""One kernel under test, and short words for what the checks do with it."""
import contextlib
import os
import re

import languages
from client import Client, Kernel, Malformed
from registry import Fails, NotOffered


class Execution:
    def __init__(self, message_id, reply, published):
        self.id, self.reply, self.published = message_id, reply, published

    @property
    def content(self):
        return self.reply.content

    @property
    def status(self):
        return self.reply.content.get("status")

    def of(self, kind):
        return [m for m in self.published if m.type == kind]

    def text(self, stream="stdout"):
        return "".join(m.content["text"] for m in self.of("stream") if m.content["name"] == stream)

    def result(self):
        """The value as a person reads it; a kernel may show it as HTML only."""
        for m in self.of("execute_result"):
            data = m.content["data"]
            return data.get("text/plain") or re.sub("<style>.*?</style>|<[^>]*>", "", data.get("text/html", ""), flags=re.DOTALL).strip()
        return None

    def order(self):
        return [m.state or m.type for m in self.published]


class Bench:
    """Keeps a kernel running for the checks, and replaces one that a check has left dead or deaf."""

    def __init__(self, name, patience):
        self.name, self.patience = name, patience
        # Before its first cell, a kernel may load much.
        self.first_patience = max(60, 3 * patience)
        self.kernel, self.first, self.control_answers = Kernel(name, patience=self.first_patience), True, None
        self.info = self.kernel.info.content
        self.code = languages.of(self.info)

    @property
    def client(self):
        return self.kernel.client

    def kernel_title(self):
        if self.code is languages.PYTHON:
            return "ipykernel"
        return ".NET Interactive" if self.code is languages.DOTNET_INTERACTIVE else "spm"

    def begin(self):
        """A kernel that answers on shell and control; ipykernel aborts cells for a moment after an error."""
        try:
            if self.kernel and not self.first:
                self.settle(self.patience)
        except (Fails, Malformed):
            self.replace()
        if self.kernel is None:
            self.kernel, self.first = Kernel(self.name, patience=self.first_patience), True
        if self.first:
            self.settle(self.first_patience)
            self.first = False
        self.client.received.clear()

    def end(self):
        """Notices what the check has left of the kernel."""
        if self.kernel and not self.kernel.alive:
            self.replace()

    def settle(self, patience):
        # A kernel that answers nothing on control is told so once, not in each check.
        if self.control_answers is None:
            self.control_answers = self.client.reply(self.client.send("kernel_info_request", {}, "control"), self.patience) is not None
        if self.control_answers:
            self.ask("kernel_info_request", channel="control")
        for _ in range(10):
            if self.execute(self.code["value"], patience=patience).status == "ok":
                return
        raise Fails("no cell runs")

    def replace(self):
        """The next check gets a new process."""
        self.kernel.close()
        self.kernel = None

    def snippet(self, key):
        code = self.code.get(key)
        if code is None:
            raise NotOffered("no way to do it in this kernel")
        return code

    # Requests.

    def request(self, code, **fields):
        return dict(dict(code=code, silent=False, store_history=True, user_expressions={}, allow_stdin=False, stop_on_error=True), **fields)

    def start(self, code, client=None, **fields):
        return (client or self.client).send("execute_request", self.request(code, **fields))

    def execute(self, code, check=True, patience=None, **fields):
        return self.finish(self.start(code, **fields), check, patience)

    def finish(self, message_id, check=True, patience=None):
        """Waits for a cell's reply and its idle."""
        reply = self.client.reply(message_id, patience or self.patience)
        if reply is None and check:
            raise Fails("no execute_reply" if self.kernel.alive else "the process ended")
        if reply is not None and not self.client.idle(message_id, self.patience) and check:
            raise Fails("no idle after the reply")
        return Execution(message_id, reply, self.client.published(message_id))

    def running(self, key, **fields):
        """Starts a cell and waits until it has said that it runs."""
        return self.started(self.start(self.snippet(key), **fields))

    def started(self, message_id):
        if not self.client.find(lambda m: m.answers == message_id and m.type == "stream", self.patience):
            raise Fails("the cell's first line did not arrive")
        return message_id

    @contextlib.contextmanager
    def busy(self):
        """While a cell runs that ends only after this: what is answered inside is answered while a cell runs."""
        release = os.path.join(self.kernel.folder, "release")
        running = self.start(languages.text(self.code, "hold", release))
        try:
            yield self.started(running)
        finally:
            with open(release, "w", encoding="utf-8"):
                pass
            self.finish(running)
            os.remove(release)

    @contextlib.contextmanager
    def another(self, **options):
        """A kernel process of the check's own."""
        kernel = Kernel(self.name, patience=self.first_patience, **options)
        try:
            yield kernel
        finally:
            kernel.close()

    def first_cell(self, kernel, code):
        """The reply to the first cell of another kernel."""
        reply = kernel.client.reply(kernel.client.send("execute_request", self.request(code)), self.first_patience)
        if reply is None:
            raise Fails("its first cell is not answered")
        return reply

    def ask(self, kind, content=None, channel="shell", required=True, patience=None):
        """A request's reply, with its idle; the reply came on the channel of the request."""
        message_id = self.client.send(kind, content, channel)
        reply = self.client.reply(message_id, patience or self.patience)
        if reply is None:
            raise (Fails if required else NotOffered)("not answered" if self.kernel.alive else "the process ended")
        if reply.channel != channel:
            raise Fails(f"answered on {reply.channel}")
        return reply

    def received(self):
        """While a cell runs: waits until the kernel has what was sent before on shell. A kernel that answers there only between cells cannot say so; it gets a moment."""
        self.client.reply(self.client.send("kernel_info_request"), 2)

    def barrier(self):
        """When this returns, everything that was sent before has been handled."""
        if self.execute(self.code["value"], check=False).reply is None:
            raise Fails("the next cell is not answered" if self.kernel.alive else "the process ended")

    def second_client(self):
        """Another front end of the same kernel, once its subscription has taken effect."""
        other = Client(self.kernel.connection)
        for _ in range(100):
            if other.idle(other.send("kernel_info_request"), 1):
                return other
        raise Fails("a second front end is not answered")

    def close(self):
        if self.kernel:
            self.kernel.close()
