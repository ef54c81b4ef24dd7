"""Interrupt, heartbeat, control and output while a cell computes; shutdown."""

import time
import unittest

import zmq
from client import TIMEOUT, kernel


class NeverDead(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = cls.enterClassContext(kernel())
        cls.kernel.run("let kept = 41;")

    def start(self, code):
        """Sends a cell that prints first thing, and waits until it has: so it runs."""
        cell = self.kernel.send(f'console.log("running");\n{code}')
        messages = cell.messages()
        while next(messages)["msg_type"] != "stream":
            pass
        return cell, messages

    def interrupt(self, code):
        cell, messages = self.start(code)
        self.kernel.manager.interrupt_kernel()
        [error] = list(messages)
        reply = cell.reply()["content"]
        self.assertEqual(reply["status"], "error")
        self.assertEqual(error["content"]["ename"], "KeyboardInterrupt")
        reply, outputs = self.kernel.run("kept + 1")
        self.assertEqual(outputs[0][1]["data"]["text/plain"], "42")

    def test_interrupt_of_a_synchronous_loop(self):
        self.interrupt("while (true);")

    def test_interrupt_of_an_await(self):
        self.interrupt("await new Promise(() => {});")

    def test_interrupt_of_a_promise_at_the_end(self):
        self.interrupt("new Promise(() => {})")

    def test_what_was_awaited_can_see_the_interrupt(self):
        self.interrupt(
            """
            let turns = 0;
            async function train() {
              const signal: AbortSignal = (globalThis as any)[Symbol.for("Jupyter.signal")];
              for (;; turns++) {
                if (signal.aborted) { (globalThis as any).stopped?.(); return; }
                await new Promise((next) => setTimeout(next));
              }
            }
            await train();
            """
        )
        # Nothing of the interrupted cell is left that would keep the next one from the event loop.
        reply, _ = self.kernel.run("await new Promise((next) => setTimeout(next));")
        self.assertEqual(reply["status"], "ok")

    def test_interrupt_without_a_cell(self):
        self.kernel.manager.interrupt_kernel()
        self.assertEqual(self.kernel.run("1")[0]["status"], "ok")

    def test_interrupt_by_message(self):
        cell, messages = self.start("while (true);")
        client = self.kernel.client
        client.control_channel.send(client.session.msg("interrupt_request", {}))
        [error] = list(messages)
        self.assertEqual(error["content"]["ename"], "KeyboardInterrupt")
        reply = client.get_control_msg(timeout=TIMEOUT)
        self.assertEqual((reply["msg_type"], reply["content"]), ("interrupt_reply", {"status": "ok"}))
        self.assertEqual(cell.reply()["content"]["status"], "error")

    def test_alive_while_a_cell_computes(self):
        # The output that `start` waits for has arrived while the loop runs.
        cell, messages = self.start("while (true);")
        info = self.kernel.manager.get_connection_info()
        with zmq.Context() as context, context.socket(zmq.REQ) as heart:
            heart.setsockopt(zmq.LINGER, 0)
            heart.connect(f"tcp://{info['ip']}:{info['hb_port']}")
            heart.send(b"ping")
            self.assertTrue(heart.poll(TIMEOUT * 1000))
            self.assertEqual(heart.recv(), b"ping")
        client = self.kernel.client
        client.control_channel.send(client.session.msg("kernel_info_request", {}))
        self.assertEqual(client.get_control_msg(timeout=TIMEOUT)["content"]["status"], "ok")
        self.kernel.manager.interrupt_kernel()
        list(messages)
        cell.reply()

    def test_forged_messages_are_dropped(self):
        client = self.kernel.client
        message = client.session.msg("execute_request", {"code": "kept = 0;", "silent": False})
        frames = client.session.serialize(message)
        frames[frames.index(b"<IDS|MSG>") + 1] = b"0" * 64
        client.shell_channel.socket.send_multipart(frames)
        _, outputs = self.kernel.run("kept")
        self.assertEqual(outputs[0][1]["data"]["text/plain"], "41")


class Shutdown(unittest.TestCase):
    def shut_down(self, running, restart):
        client = running.client
        client.control_channel.send(client.session.msg("shutdown_request", {"restart": restart}))
        self.assertEqual(
            client.get_control_msg(timeout=TIMEOUT)["content"], {"status": "ok", "restart": restart}
        )
        deadline = time.monotonic() + 5
        while running.manager.provisioner.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        return running.manager.provisioner.process.poll()

    def test_idle(self):
        with kernel() as running:
            running.run("1")
            self.assertEqual(self.shut_down(running, restart=True), 0)

    def test_computing(self):
        with kernel() as running:
            cell = running.send('console.log("running"); while (true);')
            next(message for message in cell.messages() if message["msg_type"] == "stream")
            self.assertIsNotNone(self.shut_down(running, restart=False))


if __name__ == "__main__":
    unittest.main()
