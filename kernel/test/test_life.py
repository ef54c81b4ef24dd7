"""When a kernel ends, and what ends with it."""

import json
import os
import signal
import subprocess
import sys
import time
import unittest

from client import TIMEOUT, Kernel, kernel, notebook_folder
from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import get_kernel_spec

# The cell's child cannot be asked to end.
CHILD = """
import { spawn } from "node:child_process";
const child = spawn("sh", ["-c", "trap '' TERM; sleep 1000 & echo $!; while :; do wait; done"]);
const grandchild: string = await new Promise((done) => child.stdout.once("data", (data) => done(String(data).trim())));
[process.pid, child.pid, Number(grandchild)]
"""


def is_there(pid):
    """Whether a process runs; one that has ended and is not yet asked about does not."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


class Life(unittest.TestCase):
    def wait_until_gone(self, *pids):
        deadline = time.monotonic() + TIMEOUT
        while any(map(is_there, pids)):
            self.assertLess(time.monotonic(), deadline, "a process lives on")
            time.sleep(0.02)

    def with_child(self, running):
        """The numbers of the kernel, and of what a cell has started."""
        reply, outputs = running.run(CHILD)
        self.assertEqual(reply["status"], "ok", reply)
        pids = json.loads(outputs[-1][1]["data"]["text/plain"])
        self.assertTrue(all(map(is_there, pids)))
        return pids

    def start(self, folder, arguments=(), **environment):
        """A kernel without a manager, started by `arguments`; the process, and the connection file."""
        file = str(folder / "connection.json")
        write_connection_file(file)
        argv = get_kernel_spec("momenta").argv
        command = [*argv[: argv.index("{connection_file}")], file]
        env = {name: value for name, value in os.environ.items() if name != "JPY_PARENT_PID"} | environment
        return subprocess.Popen([*arguments, *command], cwd=folder, env=env, start_new_session=True), file

    def connect(self, file):
        client = BlockingKernelClient(connection_file=file)
        client.load_connection_file()
        # A kernel that is still starting answers no heartbeat, and on a busy machine it starts for longer than a second.
        client.hb_channel.time_to_dead = TIMEOUT
        client.start_channels()
        self.addCleanup(client.stop_channels)
        client.wait_for_ready(timeout=TIMEOUT)
        return client

    def test_children_end_with_a_kernel_that_is_shut_down(self):
        with kernel() as running:
            _, *children = self.with_child(running)
            running.client.shutdown()
            self.wait_until_gone(*children)

    def test_children_end_with_a_kernel_that_is_killed(self):
        for how in (signal.SIGTERM, signal.SIGKILL):
            with self.subTest(how), kernel() as running:
                pid, *children = self.with_child(running)
                os.kill(pid, how)
                self.wait_until_gone(*children)

    def test_what_a_cell_detaches_lives_on(self):
        with kernel() as running:
            detach = 'import { spawn } from "node:child_process";\nconst free = spawn("sleep", ["1000"], { detached: true });\nfree.pid'
            child = int(running.run(detach)[1][-1][1]["data"]["text/plain"])
            pid, *children = self.with_child(running)
            os.kill(pid, signal.SIGKILL)
            self.wait_until_gone(*children)
            self.assertTrue(is_there(child))
            os.kill(child, signal.SIGKILL)

    def test_a_kernel_whose_client_is_killed(self):
        code = """
import sys
from pathlib import Path
from client import Kernel
from test_life import CHILD
running = Kernel(Path(sys.argv[1]))
print(running.run(CHILD)[1][-1][1]["data"]["text/plain"], flush=True)
running.run("while (true);")
"""
        with notebook_folder() as folder:
            started = subprocess.Popen([sys.executable, "-W", "ignore", "-c", code, folder], stdout=subprocess.PIPE, cwd=os.path.dirname(__file__))
            with started:
                pids = json.loads(started.stdout.readline())
                self.assertTrue(all(map(is_there, pids)))
                started.kill()
            self.wait_until_gone(*pids)

    def test_a_client_that_is_gone_before_the_kernel_is_ready(self):
        client = subprocess.Popen(["sleep", "1000"])
        with notebook_folder() as folder:
            started, _ = self.start(folder, JPY_PARENT_PID=str(client.pid))
            client.kill()
            # Not asked about: it has ended all the same.
            self.assertEqual(started.wait(TIMEOUT), -signal.SIGKILL)
            client.wait()

    def test_a_kernel_outlives_the_wrapper_that_started_it(self):
        client_process = subprocess.Popen(["sleep", "1000"])
        for environment in ({"JPY_PARENT_PID": str(client_process.pid)}, {}):
            with self.subTest(environment), notebook_folder() as folder:
                wrapper, file = self.start(folder, ["sh", "-c", '"$@" & exit', "sh"], **environment)
                self.assertEqual(wrapper.wait(TIMEOUT), 0)
                client = self.connect(file)
                running = Client(client)
                # Longer than it takes to notice that a process has ended.
                self.assertEqual(running.value("await new Promise((done) => setTimeout(done, 2500)); 1 + 1"), "2")
                pid, *children = json.loads(running.value(CHILD))
                if environment:
                    client_process.kill()
                    client_process.wait()
                    self.wait_until_gone(pid, *children)
                else:
                    client.shutdown()
                    self.wait_until_gone(pid)
                    os.kill(children[1], signal.SIGKILL)
                    os.kill(children[0], signal.SIGKILL)

    def test_a_wrapper_that_waits_can_tidy_up(self):
        with notebook_folder() as folder:
            script = '"$@"; sleep 2; echo tidy > tidied'
            wrapper, file = self.start(folder, ["sh", "-c", script, "sh"], JPY_PARENT_PID=str(os.getpid()))
            running = Client(self.connect(file))
            pid, *children = json.loads(running.value(CHILD))
            os.kill(pid, signal.SIGKILL)
            wrapper.wait(TIMEOUT)
            self.assertEqual((folder / "tidied").read_text(), "tidy\n")
            self.wait_until_gone(*children)


class Client:
    """Runs cells in a kernel that somebody else has started."""

    def __init__(self, client):
        self.client = client

    def value(self, code):
        shown = []
        reply = self.client.execute_interactive(code, timeout=TIMEOUT, output_hook=shown.append)
        assert reply["content"]["status"] == "ok", reply
        return next(message["content"]["data"]["text/plain"] for message in shown if message["msg_type"] == "execute_result")


if __name__ == "__main__":
    unittest.main()
