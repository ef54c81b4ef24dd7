"""What a kernel and its client ask and tell each other: input, expressions, comms, history, replays, addresses."""

import re
import socket
import tempfile
import unittest

from client import TIMEOUT, Kernel, kernel, notebook_folder


class ClientTest(unittest.TestCase):
    """All tests share one kernel."""

    @classmethod
    def setUpClass(cls):
        cls.kernel = cls.enterClassContext(kernel())
        cls.kernel.run("")  # takes the warning, where the library is being worked on

    def answer(self, code, *answers):
        """Runs a cell that asks; the questions, and what the cell shows."""
        client = self.kernel.client
        cell = self.kernel.send(code, allow_stdin=True)
        questions = []
        for answer in answers:
            question = client.get_stdin_msg(timeout=TIMEOUT)
            self.assertEqual((question["msg_type"], question["parent_header"]["msg_id"]), ("input_request", cell.id))
            questions.append(question["content"])
            client.input(answer)
        outputs = [message["content"] for message in cell.messages() if message["msg_type"] != "execute_input"]
        self.assertEqual(cell.reply()["content"]["status"], "ok", outputs)
        return questions, outputs


class Input(ClientTest):
    def test_input(self):
        questions, [shown] = self.answer(
            'const name: string = await input("name? ");\n`${name} ${await input("code? ", { password: true })}`', "Ada", "x"
        )
        self.assertEqual(questions, [{"prompt": "name? ", "password": False}, {"prompt": "code? ", "password": True}])
        self.assertEqual(shown["data"]["text/plain"], "'Ada x'")

    def test_readline(self):
        code = """
        import * as readline from "node:readline/promises";
        const lines = readline.createInterface({ input: process.stdin, output: process.stdout });
        const first = await lines.question("first? ");
        const second = await lines.question("second? ");
        lines.close();
        [first, second]
        """
        questions, outputs = self.answer(code, "a", "b")
        self.assertEqual(len(questions), 2)
        self.assertEqual(outputs[-1]["data"]["text/plain"], "[ 'a', 'b' ]")
        self.assertEqual("".join(output.get("text", "") for output in outputs), "first? second? ")

    def test_a_client_that_cannot_be_asked(self):
        reply, _ = self.kernel.run('await input("name? ")', allow_stdin=False)
        self.assertEqual((reply["status"], reply["evalue"]), ("error", "input: the client cannot be asked (allow_stdin is false)"))

    def test_an_interrupted_question(self):
        cell = self.kernel.send('await input("forgotten? ")', allow_stdin=True)
        self.kernel.client.get_stdin_msg(timeout=TIMEOUT)
        self.kernel.manager.interrupt_kernel()
        self.assertEqual(cell.reply()["content"]["ename"], "KeyboardInterrupt")
        list(cell.messages())
        _, [shown] = self.answer('await input("again? ")', "yes")
        self.assertEqual(shown["data"]["text/plain"], "'yes'")


class Execute(ClientTest):
    def test_user_expressions(self):
        expressions = {"sum": "a + 1", "later": "Promise.resolve(a)", "nothing": "undefined", "wrong": "b", "thrown": "fail()"}
        code = 'const a = 1; function fail(): number { throw new RangeError("no"); }'
        reply, outputs = self.kernel.run(code, user_expressions=expressions)
        values = reply["user_expressions"]
        texts = {name: value["data"]["text/plain"] for name, value in values.items() if value["status"] == "ok"}
        self.assertEqual(texts, {"sum": "2", "later": "1", "nothing": "undefined"})
        self.assertEqual({name: values[name]["ename"] for name in ("wrong", "thrown")}, {"wrong": "TypeScriptError", "thrown": "RangeError"})
        self.assertEqual((reply["status"], outputs), ("ok", []))

    def test_clear_output(self):
        _, outputs = self.kernel.run("console.log(1); clearOutput(); clearOutput(true);")
        self.assertEqual([kind for kind, _ in outputs], ["stream", "clear_output", "clear_output"])
        self.assertEqual([content["wait"] for _, content in outputs[1:]], [False, True])

    def test_page(self):
        reply, outputs = self.kernel.run('await page([1]);')
        self.assertEqual(reply["payload"], [{"source": "page", "data": {"text/plain": "[ 1 ]"}, "start": 0}])
        self.assertEqual(outputs, [])


class Comms(ClientTest):
    def send(self, kind, **content):
        """Sends a message about a comm; what the kernel publishes about it."""
        client = self.kernel.client
        message = client.session.msg(kind, content)
        client.shell_channel.send(message)
        published = []
        while True:
            answer = self.kernel.next_published(message["header"]["msg_id"])
            if answer["content"].get("execution_state") == "idle":
                return published
            if answer["msg_type"] != "status":
                published.append((answer["msg_type"], answer["content"]))

    def comms(self, target=None):
        return self.kernel.reply_to(self.kernel.client.comm_info(target))["content"]["comms"]

    def test_opened_by_the_client(self):
        self.kernel.run(
            """
            comms.register("echo", (comm, data) => {
              comm.onMessage = (data) => comm.send({ echo: data });
              comm.onClose = (data) => console.log("closed", data.why);
              comm.send({ opened: data });
            });
            """
        )
        self.assertEqual(
            self.send("comm_open", comm_id="a", target_name="echo", data={"n": 1}),
            [("comm_msg", {"comm_id": "a", "data": {"opened": {"n": 1}}})],
        )
        self.assertEqual(self.comms(), {"a": {"target_name": "echo"}})
        self.assertEqual((self.comms("echo"), self.comms("other")), ({"a": {"target_name": "echo"}}, {}))
        self.assertEqual(
            self.send("comm_msg", comm_id="a", data={"n": 2}), [("comm_msg", {"comm_id": "a", "data": {"echo": {"n": 2}}})]
        )
        self.assertEqual(
            self.send("comm_close", comm_id="a", data={"why": "done"}), [("stream", {"name": "stdout", "text": "closed done\n"})]
        )
        self.assertEqual(self.comms(), {})

    def test_opened_by_a_cell(self):
        _, outputs = self.kernel.run('const line = comms.open("view", { n: 1 });\nline.onMessage = (data) => console.log(data.n);\nundefined')
        [(kind, content)] = outputs
        self.assertEqual((kind, content["target_name"], content["data"]), ("comm_open", "view", {"n": 1}))
        self.assertEqual(
            self.send("comm_msg", comm_id=content["comm_id"], data={"n": 2}), [("stream", {"name": "stdout", "text": "2\n"})]
        )
        _, outputs = self.kernel.run("line.send({ n: 3 }); line.close(); line.close();")
        self.assertEqual([kind for kind, _ in outputs], ["comm_msg", "comm_close"])
        self.assertIn("is closed", self.kernel.run("line.send({})")[0]["evalue"])

    def test_a_target_that_nobody_registered(self):
        (kind, closed), (_, complaint) = self.send("comm_open", comm_id="b", target_name="nobody", data={})
        self.assertEqual((kind, closed["comm_id"]), ("comm_close", "b"))
        self.assertIn("nobody", complaint["text"])
        self.assertEqual(self.comms(), {})


class Safe(unittest.TestCase):
    def test_what_is_not_signed_or_came_before_is_dropped_and_logged(self):
        with notebook_folder() as folder, tempfile.TemporaryFile("w+") as log:
            running = Kernel(folder, stderr=log)
            try:
                session, channel = running.client.session, running.client.shell_channel.socket
                running.run("let count = 0;")
                frames = session.serialize(session.msg("execute_request", {"code": "count += 1;", "silent": True}))
                signature = frames.index(b"<IDS|MSG>") + 1
                for wrong in (b"0" * 64, b""):
                    channel.send_multipart([*frames[:signature], wrong, *frames[signature + 1 :]])
                channel.send_multipart(frames)
                channel.send_multipart(frames)
                channel.send_multipart([b"noise"])
                _, outputs = running.run("count")
                self.assertEqual(outputs[0][1]["data"]["text/plain"], "1")
            finally:
                running.stop()
            log.seek(0)
            dropped = re.findall("dropped: a message (.*)", log.read())
        self.assertEqual(dropped[:3], ["without a valid signature"] * 2 + ["that came before"])
        self.assertRegex(dropped[3], "has to have a delimiter")

    def test_sockets_listen_on_the_given_address_only(self):
        with kernel() as running:
            info = running.manager.get_connection_info()
            self.assertEqual(info["ip"], "127.0.0.1")
            for name in ("shell", "control", "iopub", "stdin", "hb"):
                socket.create_connection(("127.0.0.1", info[f"{name}_port"]), timeout=TIMEOUT).close()
                with self.assertRaises(ConnectionRefusedError):
                    socket.create_connection(("127.0.0.2", info[f"{name}_port"]), timeout=TIMEOUT)


class History(unittest.TestCase):
    def history(self, running, **options):
        return running.reply_to(running.client.history(**options))["content"]["history"]

    def test_it_outlives_the_session(self):
        with notebook_folder() as folder:
            first = Kernel(folder)
            first.run("const a = 1;\na + 1")
            first.run("secret = 1", silent=True)
            first.run("3", store_history=False)
            first.run("throw new Error()")
            first.stop()
            second = Kernel(folder)
            try:
                second.run("'own'")
                everything = [[1, 1, ["const a = 1;\na + 1", "2"]], [1, 2, ["throw new Error()", None]], [2, 1, ["'own'", "'own'"]]]
                self.assertEqual(self.history(second, hist_access_type="tail", n=10, output=True), everything)
                self.assertEqual(self.history(second, hist_access_type="range", session=-1, start=1, stop=2, output=False), [[1, 1, "const a = 1;\na + 1"]])
                self.assertEqual(self.history(second, hist_access_type="search", pattern="*Error*", output=False), [[1, 2, "throw new Error()"]])
            finally:
                second.stop()


if __name__ == "__main__":
    unittest.main()
