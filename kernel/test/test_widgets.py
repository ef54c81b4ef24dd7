"""Metadata and bytes of comms and displays, and widgets: what goes over the wire between a cell and a front end."""

import unittest

from client import kernel

VIEW = "application/vnd.jupyter.widget-view+json"


class Wire(unittest.TestCase):
    """All tests share one kernel, whose messages are read as a front end reads them."""

    @classmethod
    def setUpClass(cls):
        cls.kernel = cls.enterClassContext(kernel())
        cls.kernel.run("")  # takes the warning, where the library is being worked on

    def run_cell(self, code, **options):
        """What a cell publishes."""
        cell = self.kernel.send(code, **options)
        published = [message for message in cell.messages() if message["msg_type"] != "execute_input"]
        self.assertEqual(cell.reply()["content"]["status"], "ok", published)
        return published

    def send(self, kind, comm, data, metadata=None, buffers=(), **content):
        """Sends a message about a comm; what is published until it is handled."""
        client = self.kernel.client
        message = client.session.msg(kind, {"comm_id": comm, "data": data, **content}, metadata=metadata)
        message["buffers"] = list(buffers)
        client.shell_channel.send(message)
        parent = message["header"]["msg_id"]
        published = []
        while (answer := self.kernel.next_published(parent))["content"].get("execution_state") != "idle":
            if answer["msg_type"] != "status":
                published.append(answer)
        return published


def bytes_of(message):
    return [bytes(buffer) for buffer in message["buffers"]]


class Beside(Wire):
    """What travels beside the content."""

    def test_metadata_of_a_display(self):
        shown, updated = self.run_cell(
            'const size = { "image/png": { width: 300 } };\n'
            'display(html`<b>x</b>`, { displayId: "a", metadata: size }); display(1, { displayId: "a", update: true, metadata: { n: 1 } });'
        )
        self.assertEqual((shown["msg_type"], shown["content"]["metadata"]), ("display_data", {"image/png": {"width": 300}}))
        self.assertEqual((updated["msg_type"], updated["content"]["metadata"]), ("update_display_data", {"n": 1}))

    def test_a_comm_that_a_cell_opens(self):
        code = """
        const memory = new Uint8Array([9, 1, 2, 9]);
        const line = comms.open("view", { n: 1 }, { metadata: { version: "2.1.0" }, buffers: [memory.subarray(1, 3), new Uint8Array()] });
        line.onMessage = (data, { metadata, buffers }) => console.log(data, metadata, buffers);
        line.send({}, { buffers: [memory] });
        memory.fill(0);
        line.close({}, { metadata: { why: "done" }, buffers: [Buffer.from("end")] });
        """
        opened, sent, closed = self.run_cell(code)
        self.assertEqual((opened["metadata"], bytes_of(opened)), ({"version": "2.1.0"}, [b"\1\2", b""]))
        self.assertEqual((sent["metadata"], bytes_of(sent)), ({}, [b"\t\1\2\t"]))
        self.assertEqual((closed["metadata"], bytes_of(closed)), ({"why": "done"}, [b"end"]))

    def test_a_comm_that_the_client_opens(self):
        self.run_cell(
            """
            comms.register("mirror", (comm, data, beside) => {
              comm.send(data, beside);
              comm.onMessage = (data, beside) => comm.send(data, beside);
              comm.onClose = (data, { buffers }) => console.log(buffers.map((bytes) => bytes.byteLength));
            });
            """
        )
        metadata, large = {"é": [1]}, bytes(range(256)) * 4096
        [opened] = self.send("comm_open", "m", {"n": 1}, metadata, [b"a", b""], target_name="mirror")
        self.assertEqual((opened["content"]["data"], opened["metadata"], bytes_of(opened)), ({"n": 1}, metadata, [b"a", b""]))
        [sent] = self.send("comm_msg", "m", {}, metadata, [large])
        self.assertEqual((sent["metadata"], bytes_of(sent)), (metadata, [large]))
        [closed] = self.send("comm_close", "m", {}, {}, [large])
        self.assertEqual(closed["content"]["text"], "[ 1048576 ]\n")

    def test_a_silent_cell_uses_its_comm(self):
        self.assertEqual([one["msg_type"] for one in self.run_cell('comms.open("view")', silent=True)], ["comm_open"])

    def test_what_json_cannot_hold_is_an_error_and_opens_nothing(self):
        reply, outputs = self.kernel.run('comms.open("lost", { n: 1n })')
        self.assertEqual((reply["ename"], [kind for kind, _ in outputs]), ("TypeError", ["error"]))
        self.assertEqual(self.kernel.reply_to(self.kernel.client.comm_info("lost"))["content"]["comms"], {})


class Widgets(Wire):
    def make(self, name, state, cell=""):
        """A cell that makes a widget and shows it; the comm, and what opened it."""
        opened, *_, shown = self.run_cell(f'const {name} = widget({{ esm: "the module", css: "b {{}}", state: {state} }});\n{cell}\n{name}')
        comm = opened["content"]["comm_id"]
        view = {"version_major": 2, "version_minor": 1, "model_id": comm}
        self.assertEqual(shown["content"]["data"][VIEW], view)
        return comm, opened, shown

    def test_it_opens_its_comm_and_is_shown_by_its_id(self):
        _, opened, shown = self.make("first", "{ value: 5, bytes: new Uint8Array([1, 2]), list: [{ deep: Buffer.from('a') }] }")
        self.assertEqual(opened["content"]["target_name"], "jupyter.widget")
        self.assertEqual(opened["metadata"], {"version": "2.1.0"})
        data = opened["content"]["data"]
        self.assertEqual((data["buffer_paths"], bytes_of(opened)), ([["bytes"], ["list", 0, "deep"]], [b"\1\2", b"a"]))
        state = data["state"]
        self.assertEqual((state["value"], state["bytes"], state["list"]), (5, None, [{"deep": None}]))
        self.assertEqual((state["_esm"], state["_css"]), ("the module", "b {}"))
        self.assertEqual((state["_model_module"], state["_model_name"], state["_view_name"]), ("anywidget", "AnyModel", "AnyView"))
        self.assertRegex(shown["content"]["data"]["text/plain"], r"^widget \{\s+value: 5,")

    def test_the_client_changes_it(self):
        comm, *_ = self.make("slider", "{ value: 5, bytes: new Uint8Array() }", 'slider.on("change:value", (value) => console.log("now", value));')
        change = {"method": "update", "state": {"value": 7, "bytes": None}, "buffer_paths": [["bytes"]]}
        [echo] = self.send("comm_msg", comm, change, {}, [b"\3\4"])
        self.assertEqual(echo["content"]["data"], {**change, "method": "echo_update"})
        self.assertEqual(bytes_of(echo), [b"\3\4"])
        _, shown = self.run_cell('console.log(slider.get("bytes"));\nslider.get("value") + 1')[-2:]
        self.assertEqual(shown["content"]["data"]["text/plain"], "8")
        printed = [message for message in self.kernel.published if message["content"].get("text") == "now 7\n"]
        self.assertEqual(len(printed), 1, "under the cell that listens")

    def test_a_cell_changes_it(self):
        comm, *_ = self.make("plot", "{ points: [1], title: 'a' }")
        changed, printed = self.run_cell(
            'plot.on("change:points", (points) => console.log(points)); plot.set({ points: [1, 2], title: "a" });'
        )
        self.assertEqual(
            changed["content"],
            {"comm_id": comm, "data": {"method": "update", "state": {"points": [1, 2], "title": "a"}, "buffer_paths": []}},
        )
        self.assertEqual(printed["content"]["text"], "[ 1, 2 ]\n")

    def test_the_same_value_is_no_change_so_that_two_widgets_can_follow_each_other(self):
        code = """
        const left = widget({ esm: "", state: { value: 1 } }), right = widget({ esm: "", state: { value: 1 } });
        left.on("change:value", (value) => right.set({ value }));
        right.on("change:value", (value) => left.set({ value }));
        left.set({ value: 2 });
        [left.get("value"), right.get("value")]
        """
        self.assertEqual(self.run_cell(code)[-1]["content"]["data"]["text/plain"], "[ 2, 2 ]")

    def test_messages_of_its_own(self):
        comm, *_ = self.make("talker", "{}", 'talker.on("msg:custom", (content, buffers) => talker.send({ got: content }, buffers));')
        self.send("comm_msg", comm, {"method": "custom", "content": "hello"}, {}, [b"x"])
        answer = next(message for message in self.kernel.published if message["content"].get("comm_id") == comm)
        self.assertEqual(answer["content"]["data"], {"method": "custom", "content": {"got": "hello"}})
        self.assertEqual(bytes_of(answer), [b"x"])

    def test_an_error_of_a_listener_is_shown_under_its_cell_and_stops_nobody(self):
        comm, *_ = self.make(
            "faulty", "{ value: 1 }", 'faulty.on("change:value", () => { throw new RangeError("too far"); });\nfaulty.on("change:value", () => console.log("second"));'
        )
        [echo] = self.send("comm_msg", comm, {"method": "update", "state": {"value": 2}, "buffer_paths": []})
        self.assertEqual(echo["msg_type"], "comm_msg")
        self.run_cell("1")
        texts = "".join(message["content"].get("text", "") for message in self.kernel.published)
        self.assertIn("second", texts)
        self.assertIn("too far", texts)

    def test_who_comes_later_asks_for_the_states(self):
        comm, *_ = self.make("there", "{ bytes: new Uint8Array([5]) }")
        gone, *_ = self.make("closed", "{ a: 1 }", "")
        [closing] = self.run_cell("closed.close();")
        self.assertEqual((closing["msg_type"], closing["content"]["comm_id"]), ("comm_close", gone))
        [again] = self.send("comm_msg", comm, {"method": "request_state"})
        self.assertEqual((again["content"]["data"]["method"], again["content"]["data"]["state"]["_esm"]), ("update", "the module"))
        self.assertEqual(self.send("comm_open", "control", {}, {"version": "1.0.0"}, target_name="jupyter.widget.control"), [])
        [states] = self.send("comm_msg", "control", {"method": "request_states"})
        data = states["content"]["data"]
        self.assertEqual((data["method"], gone in data["states"]), ("update_states", False))
        one = data["states"][comm]
        self.assertEqual((one["model_name"], one["model_module"], one["state"]["bytes"]), ("AnyModel", "anywidget", None))
        place = data["buffer_paths"].index([comm, "state", "bytes"])
        self.assertEqual(bytes_of(states)[place], b"\5")

    def test_types(self):
        self.make("typed", '{ value: 1, mode: "a" }')
        for wrong, complaint in [
            ('typed.set({ value: "a" })', "'string' is not assignable to type 'number'"),
            ("typed.set({ nothing: 1 })", "'nothing' does not exist in type"),
            ('typed.get("nothing")', "\"nothing\"' is not assignable"),
            ('typed.on("change:nothing", () => {})', "No overload matches this call"),
            ('widget({ esm: "", state: { f: () => 1 } })', "is not assignable to type 'WidgetValue'"),
        ]:
            with self.subTest(wrong):
                self.assertIn(complaint, self.kernel.run(wrong)[0]["evalue"])
        reply, _ = self.kernel.run('widget({ esm: "", state: { f: new Float32Array(2) as any } })')
        self.assertEqual(reply["evalue"], "widget: f has to be a Uint8Array, the only bytes that travel")

    def test_a_name_of_the_front_end(self):
        reply, outputs = self.kernel.run('widget({ esm: "", state: { _esm: "mine" } })')
        self.assertEqual(reply["evalue"], "widget: _esm is a name of the front end's; choose another one for the state")
        self.assertEqual([kind for kind, _ in outputs], ["error"])


if __name__ == "__main__":
    unittest.main()
