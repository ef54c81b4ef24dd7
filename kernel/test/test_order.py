"""What cells send arrives in the order of the calls, in well-formed text; what cannot be sent fails its cell."""

import re
import unittest

from client import kernel

COLOUR = re.compile("\x1b\\[\\d+m")
PREPARE = """
import * as tf from "@tensorflow/tfjs";
tf.scalar(0);
const D = Symbol.for("Jupyter.display");
const textOf = (text: string) => ({ [D]: () => ({ "text/plain": text }) });
const later = (text: string) => ({ [D]: () => new Promise<any>((resolve) => setTimeout(() => resolve({ "text/plain": text }), 20)) });
const never = { [D]: () => new Promise<any>(() => {}) };
await tf.ready();
const failing = { [D]: async () => { await undefined; throw new RangeError("no picture"); } };
"""


class OrderTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = cls.enterClassContext(kernel())
        assert cls.kernel.run(PREPARE)[0]["status"] == "ok"

    def shown(self, code):
        """The reply, and what was shown, each as one word or text; on a busy machine one text may arrive in pieces."""
        reply, outputs = self.kernel.run(code)
        whole = []
        for kind, content in outputs:
            if kind == "stream" and whole and whole[-1][0] == kind and whole[-1][1]["name"] == content["name"]:
                whole[-1] = kind, {**content, "text": whole[-1][1]["text"] + content["text"]}
            else:
                whole.append((kind, content))
        return reply, [self.word(kind, content) for kind, content in whole]

    @staticmethod
    def word(kind, content):
        if kind == "stream":
            return content["text"].strip()
        return content["data"]["text/plain"].split("\n")[-1].strip("'") if "data" in content else content.get("evalue", kind)

    def error_of(self, code):
        reply, outputs = self.kernel.run(code)
        self.assertEqual(reply["status"], "error", code)
        self.assertEqual([kind for kind, _ in outputs if kind not in ("stream", "display_data")], ["error"])
        return reply["ename"], reply["evalue"], COLOUR.sub("", "\n".join(reply["traceback"]))


class Order(OrderTest):
    def test_streams_and_displays(self):
        self.assertEqual(self.shown('console.log("a"); display("b"); console.log("c"); display("d")')[1], list("abcd"))
        self.assertEqual(self.shown('console.log("a"); display(later("b")); console.error("c"); display(later("d")); display("e"); "f"')[1], list("abcdef"))
        self.assertEqual(self.shown("console.log(0); display(tf.scalar(1)); console.log(2); display(tf.scalar(3)); tf.scalar(4)")[1], list("01234"))
        self.assertEqual(self.shown('display([later("a"), textOf("b")]); clearOutput(); display("c"); undefined')[1], ["b", "clear_output", "c"])

    def test_errors(self):
        self.assertEqual(self.shown('console.log("a"); display(later("b")); throw new Error("c")')[1], list("abc"))

    def test_an_update_does_not_overtake_its_display(self):
        code = 'display(later("1"), { displayId: "x" }); display("2", { displayId: "x", update: true }); display(later("3"), { displayId: "x", update: true }); undefined'
        _, outputs = self.kernel.run(code)
        self.assertEqual([(kind[:6], self.word(kind, content)) for kind, content in outputs], [("displa", "1"), ("update", "2"), ("update", "3")])

    def test_what_is_there_is_shown_while_the_cell_computes(self):
        cell = self.kernel.send('display("now"); while (true);')
        messages = cell.messages()
        self.assertEqual([next(messages)["msg_type"] for _ in range(2)], ["execute_input", "display_data"])
        self.kernel.manager.interrupt_kernel()
        list(messages)
        self.assertEqual(cell.reply()["content"]["ename"], "KeyboardInterrupt")

    def test_a_display_that_never_comes_holds_up_its_cell_but_no_output(self):
        cell = self.kernel.send('display(never); console.log("a"); display("b"); while (true);')
        messages = cell.messages()
        kinds = [next(messages)["msg_type"] for _ in range(3)]
        self.assertEqual(kinds, ["execute_input", "stream", "display_data"])
        self.kernel.manager.interrupt_kernel()
        self.assertEqual([message["msg_type"] for message in messages], ["error"])
        self.assertEqual(self.shown("display(1); display(2)")[1], ["1", "2"])


class Failures(OrderTest):
    def test_a_renderer_that_fails_fails_its_cell(self):
        for code in ('console.log("a");\ndisplay(failing); 1', '\ndisplay({ [D]: () => { throw new RangeError("no picture"); } });\n1', "\nawait display(failing);", "\n[failing]"):
            with self.subTest(code):
                name, message, traceback = self.error_of(code)
                self.assertEqual((name, message), ("RangeError", "no picture"))
                if "display" in code:
                    self.assertRegex(traceback, r"In \[\d+\]:2:")

    def test_unless_the_cell_catches_it(self):
        reply, shown = self.shown('await display(failing).catch(() => console.log("a")); try { await display(failing); } catch { console.log("b"); } "c"')
        self.assertEqual((reply["status"], "".join(shown).replace("\n", "")), ("ok", "abc"))

    def test_what_is_no_bundle(self):
        for bundle in ("5", "null", '{ "text/html": 5 }', '{ "text/html": () => 1 }', '{ "application/json": 5n }', '{ "application/json": new Proxy({}, { ownKeys() { throw new TypeError("trap"); } }) }'):
            for render in ("() => (%s)", "async () => (%s)"):
                with self.subTest(bundle):
                    name, _, traceback = self.error_of(f"\ndisplay({{ [D]: {render % bundle} }} as any); 1")
                    self.assertEqual(name, "TypeError")
                    self.assertRegex(traceback, r"In \[\d+\]:2:")

    def test_what_cannot_be_passed_on(self):
        self.assertEqual(self.error_of('comms.open("t", { n: 5n } as any)')[0], "TypeError")
        self.assertEqual(self.error_of('page({ [D]: () => ({ "text/plain": Symbol() }) } as any)')[0], "TypeError")
        loop = "const loop: any = {}; loop.loop = loop; ({ [D]: () => ({ 'application/json': loop }) }) as any"
        self.assertIn("circular", self.error_of(loop)[1])
        reply, _ = self.kernel.run("1", user_expressions={"a": "({ [Symbol.for('Jupyter.display')]: () => ({ 'application/json': 5n }) })", "b": "2"})
        self.assertEqual((reply["user_expressions"]["a"]["ename"], reply["user_expressions"]["b"]["data"]["text/plain"]), ("TypeError", "2"))
        self.assertEqual(self.shown("1 + 1")[1], ["2"])


class Text(OrderTest):
    def test_half_characters(self):
        self.assertEqual(self.shown('console.log("\\ud83dx")')[1], ["\ufffdx"])
        self.assertEqual(self.shown('display(textOf("\\ud83dx"))')[1], ["\ufffdx"])
        self.assertEqual(self.shown(r'textOf("\\ud83d \ud83d\ude00 \ude00")')[1], ["\\ud83d 😀 \ufffd"])
        self.assertEqual(self.shown('throw new Error("\\ud83dx")')[1], ["\ufffdx"])
        self.assertEqual(self.shown('throw "\\ud83d"')[1], ["'\\ud83d'"])
        reply, _ = self.kernel.run("1", user_expressions={"\ufffd": 'textOf("\\ud83d")'})
        self.assertEqual(reply["user_expressions"]["\ufffd"]["data"], {"text/plain": "\ufffd"})
        history = self.kernel.reply_to(self.kernel.client.history(hist_access_type="tail", n=4, output=True))["content"]["history"]
        self.assertEqual(history[-4][2][1], "\\ud83d 😀 \ufffd")

    def test_cuts_fall_between_characters(self):
        for text, kept in (('"a" + "😀".repeat(10000)', 9999), ('["a" + "😀".repeat(10000)]', 9999)):
            _, [(_, content)] = self.kernel.run(text)
            shown = content["data"]["text/plain"]
            self.assertEqual(shown.count("😀") * 2, kept - 1, shown[-80:])
            self.assertIn(f"'... {20001 - kept} more characters", shown)
        _, outputs = self.kernel.run('process.stdout.write("a" + "😀".repeat(2 ** 23)); undefined')
        text = "".join(content["text"] for _, content in outputs if content["name"] == "stdout")
        self.assertEqual((len(text), text[-1]), (2**22, "😀"))

    def test_write_as_in_node(self):
        code = """
        process.stdout.write("aGk=", "base64");
        process.stdout.write("e9", "hex");
        process.stdout.write(Buffer.from([0x0a, 0xf0, 0x9f]));
        process.stdout.write(Buffer.from([0x98, 0x80]));
        await new Promise<void>((done) => process.stdout.write(new Uint8Array([33]), (error) => { console.log(error ?? "none"); done(); }));
        await new Promise<void>((done) => process.stdout.write("Pw==", "base64", () => done()));
        process.stdout.write("")
        """
        # The byte e9 begins a character, and what follows does not continue it.
        self.assertEqual(self.shown(code)[1], ["hi\ufffd\n😀!none\n?", "true"])
        self.assertEqual(self.error_of("(process.stdout as any).write(5)")[0], "TypeError")
        self.assertEqual(self.error_of('(process.stdout as any).write("x", "none")')[1], "Unknown encoding: none")


del OrderTest  # else unittest would run the base class by itself

if __name__ == "__main__":
    unittest.main()
