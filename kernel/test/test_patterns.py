"""The requests that editors send: silently, without history, while a cell runs, several clients at once, and some that this kernel does not know."""

import os
import signal
import unittest

from client import TIMEOUT, kernel


class Patterns(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = cls.enterClassContext(kernel())
        cls.kernel.run("let kept = 41;")
        cls.pid = int(cls.value(cls.kernel.run("process.pid")))

    @staticmethod
    def value(result):
        return next(content["data"]["text/plain"] for kind, content in result[1] if kind == "execute_result")

    def another_client(self):
        client = self.kernel.manager.client()
        client.session = type(client.session)(key=self.kernel.client.session.key)
        client.start_channels()
        self.addCleanup(client.stop_channels)
        client.wait_for_ready(timeout=TIMEOUT)
        return client

    def on_control(self, kind, content=None):
        client = self.kernel.client
        message = client.session.msg(kind, content or {})
        client.control_channel.send(message)
        while True:
            reply = client.get_control_msg(timeout=TIMEOUT)
            if reply["parent_header"]["msg_id"] == message["header"]["msg_id"]:
                return reply["msg_type"], reply["content"]

    def running(self, code):
        """Starts a cell that prints first thing; returns it, and what it publishes, when it has."""
        cell = self.kernel.send(f'console.log("running");\n{code}')
        messages = cell.messages()
        while next(messages)["msg_type"] != "stream":
            pass
        return cell, messages

    def test_startup_code_is_neither_seen_nor_counted(self):
        count = self.kernel.run("1")[0]["execution_count"]
        # VS Code's own code runs without history, not silently; PyCharm's silently, and asks for expressions.
        reply, outputs = self.kernel.run("kept + 1", store_history=False, stop_on_error=False, allow_stdin=True)
        self.assertEqual((reply["execution_count"], self.value((reply, outputs))), (count, "42"))
        for store_history in (False, True):
            reply, outputs = self.kernel.run('console.log(1); display(2); kept', silent=True, store_history=store_history, user_expressions={"k": "kept"})
            self.assertEqual((reply["status"], reply["execution_count"], outputs), ("ok", count, []))
            self.assertEqual(reply["user_expressions"]["k"]["data"]["text/plain"], "41")
        reply, outputs = self.kernel.run("throw new RangeError()", silent=True)
        self.assertEqual((reply["ename"], outputs), ("RangeError", []))
        self.assertEqual(self.kernel.run("1")[0]["execution_count"], count + 1)
        history = self.kernel.reply_to(self.kernel.client.history(hist_access_type="tail", n=2))["content"]["history"]
        self.assertEqual([code for _, _, code in history], ["1", "1"])

    def test_several_clients_of_one_kernel(self):
        other = self.another_client()
        request = other.execute("const shared = 1; shared")
        self.assertEqual(other.get_shell_msg(timeout=TIMEOUT)["parent_header"]["msg_id"], request)
        # The first client sees what the second one ran, as belonging to it, and gets no reply of its.
        seen = [self.kernel.next_published(request) for _ in range(4)]
        self.assertEqual([message["msg_type"] for message in seen], ["status", "execute_input", "execute_result", "status"])
        self.assertEqual({message["parent_header"]["session"] for message in seen}, {other.session.session})
        self.assertEqual(self.value(self.kernel.run("shared")), "1")
        self.assertFalse(self.kernel.client.shell_channel.msg_ready())
        # Who asks is asked.
        asking = other.execute('await input("who? ")', allow_stdin=True)
        question = other.get_stdin_msg(timeout=TIMEOUT)
        self.assertEqual((question["content"]["prompt"], question["parent_header"]["msg_id"]), ("who? ", asking))
        self.assertFalse(self.kernel.client.stdin_channel.msg_ready())
        other.input("me")
        self.assertEqual(other.get_shell_msg(timeout=TIMEOUT)["content"]["status"], "ok")

    def test_requests_while_a_cell_runs(self):
        cell, messages = self.running("let go = false; while (!go) await new Promise((next) => setTimeout(next));")
        client = self.kernel.client
        waiting = [client.complete("Math.ab"), client.inspect("Math.abs", 8), client.is_complete("f("), client.kernel_info()]
        self.assertEqual(self.on_control("kernel_info_request")[1]["status"], "ok")
        self.assertEqual(self.on_control("interrupt_request"), ("interrupt_reply", {"status": "ok"}))
        self.assertEqual([message["msg_type"] for message in messages], ["error"])
        self.assertEqual(cell.reply()["content"]["ename"], "KeyboardInterrupt")
        replies = [self.kernel.reply_to(request) for request in waiting]
        kinds = ["complete_reply", "inspect_reply", "is_complete_reply", "kernel_info_reply"]
        self.assertEqual([reply["msg_type"] for reply in replies], kinds)
        self.assertIn("abs", replies[0]["content"]["matches"])

    def test_cells_sent_at_once_and_interrupted(self):
        cell, messages = self.running("while (true);")
        queued = [self.kernel.send("kept += 1"), self.kernel.send("kept += 1")]
        self.on_control("interrupt_request")
        list(messages)
        self.assertEqual(cell.reply()["content"]["status"], "error")
        self.assertEqual([one.reply()["content"]["status"] for one in queued], ["aborted", "aborted"])
        self.assertEqual(self.value(self.kernel.run("kept")), "41")

    def test_interrupt_by_signal(self):
        for code in ("while (true);", "await new Promise(() => {});"):
            cell, messages = self.running(code)
            os.kill(self.pid, signal.SIGINT)
            self.assertEqual([message["content"]["ename"] for message in messages], ["KeyboardInterrupt"])
            cell.reply()
        os.kill(self.pid, signal.SIGINT)
        self.assertEqual(self.value(self.kernel.run("kept")), "41")

    def test_what_this_kernel_does_not_know_is_refused(self):
        for kind in ("create_subshell_request", "list_subshell_request", "delete_subshell_request", "debug_request", "execute_request"):
            reply, content = self.on_control(kind, {"code": "1"} if kind == "execute_request" else None)
            self.assertEqual((reply, content["status"], content["ename"]), (kind.replace("request", "reply"), "error", "UnknownRequest"))
        client = self.kernel.client
        for kind, content, fault in (
            ("no_such_request", {}, "no_such_request: this kernel has no such request on shell"),
            ("execute_request", {"code": 5}, "execute_request: code has to be a string"),
            ("complete_request", {"code": "a"}, "complete_request: cursor_pos has to be an integer from 0, and is missing"),
            ("history_request", {"hist_access_type": "all"}, "history_request: no such hist_access_type: all; use tail, range or search"),
        ):
            message = client.session.msg(kind, content)
            client.shell_channel.send(message)
            reply = self.kernel.reply_to(message["header"]["msg_id"])["content"]
            self.assertEqual((reply["status"], reply["evalue"]), ("error", fault))
        # What is wrong with one request is nothing to those behind it.
        client.shell_channel.send(client.session.msg("execute_request", {}))
        self.assertEqual(self.value(self.kernel.run("kept")), "41")

    def test_fields_that_nobody_asked_for(self):
        client = self.kernel.client
        message = client.session.msg("execute_request", {"code": "kept", "silent": None, "store_history": None, "user_expressions": None, "allow_stdin": None, "later": {"a": 1}})
        message["metadata"] = {"deletedCells": [], "recordTiming": False, "cellId": "a"}
        message["header"]["subshell_id"] = None
        client.shell_channel.send(message)
        self.assertEqual(self.kernel.reply_to(message["header"]["msg_id"])["content"]["status"], "ok")


if __name__ == "__main__":
    unittest.main()
