"""A kernel to talk to, for tests: started in a folder of its own below notebooks/, gone with the folder afterwards."""

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 30


@contextmanager
def notebook_folder():
    """A temporary sub-folder of notebooks/, so that imports resolve as they do there. Ignored by git."""
    folder = tempfile.mkdtemp(suffix=".tmp", dir=ROOT / "notebooks")
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder)


class Cell:
    """A request that was sent, and what came back."""

    def __init__(self, kernel, message_id):
        self.kernel = kernel
        self.id = message_id

    def messages(self):
        """What the kernel publishes about this request, as it comes, until it is idle."""
        while True:
            message = self.kernel.next_published(self.id)
            if message["msg_type"] == "status":
                if message["content"]["execution_state"] == "idle":
                    return
            else:
                yield message

    def reply(self):
        return self.kernel.reply_to(self.id)


class Kernel:
    """A running kernel. Messages are kept by the request that they belong to, so none is lost or read twice."""

    def __init__(self, folder, projects=(), **options):
        """Built while it starts are `projects`, in place of those that the kernelspec names."""
        self.folder = folder
        self.manager = KernelManager(kernel_name="momenta")
        argv = self.manager.kernel_spec.argv
        argv[argv.index("{connection_file}") + 1 :] = map(str, projects)
        self.manager.start_kernel(cwd=str(folder), **options)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=TIMEOUT)
        self.published = []
        self.replies = {}

    def send(self, code, **options):
        """Sends a cell, without waiting."""
        return Cell(self, self.client.execute(code, **options))

    def run(self, code, **options):
        """Runs a cell; its reply's content, and the published messages as (type, content)."""
        cell = self.send(code, **options)
        outputs = [(message["msg_type"], message["content"]) for message in cell.messages()]
        return cell.reply()["content"], [output for output in outputs if output[0] != "execute_input"]

    def next_published(self, message_id):
        for index, message in enumerate(self.published):
            if message["parent_header"].get("msg_id") == message_id:
                return self.published.pop(index)
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") == message_id:
                return message
            self.published.append(message)

    def reply_to(self, message_id):
        while message_id not in self.replies:
            reply = self.client.get_shell_msg(timeout=TIMEOUT)
            self.replies[reply["parent_header"]["msg_id"]] = reply
        return self.replies.pop(message_id)

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel()


@contextmanager
def kernel():
    with notebook_folder() as folder:
        running = Kernel(folder)
        try:
            yield running
        finally:
            running.stop()
