"""What cells can do and what they show."""

import re
import unittest

from client import kernel

COLOUR = re.compile("\x1b\\[\\d+m")


class CellTest(unittest.TestCase):
    """All tests share one kernel, as the cells of a notebook do."""

    @classmethod
    def setUpClass(cls):
        cls.kernel = cls.enterClassContext(kernel())
        cls.kernel.run("")  # takes the warning, where the library is being worked on

    def run_cell(self, code, **options):
        return self.kernel.run(code, **options)

    def value_of(self, code):
        """The text of the last expression's value."""
        reply, outputs = self.run_cell(code)
        self.assertEqual(reply["status"], "ok", reply)
        [(_, content)] = [output for output in outputs if output[0] == "execute_result"]
        self.assertEqual(content["execution_count"], reply["execution_count"])
        return content["data"]["text/plain"]

    def error_of(self, code):
        """Name, message and traceback, which have to be the same in reply and output."""
        reply, outputs = self.run_cell(code)
        self.assertEqual(reply["status"], "error")
        [(kind, content)] = [output for output in outputs if output[0] != "stream"]
        self.assertEqual(kind, "error")
        self.assertEqual(content, {key: reply[key] for key in ("ename", "evalue", "traceback")})
        return content["ename"], content["evalue"], COLOUR.sub("", "\n".join(content["traceback"]))


class Values(CellTest):
    def test_last_expression(self):
        self.assertEqual(self.value_of("const three = 3;\nthree + 1"), "4")

    def test_declarations_last_and_can_be_repeated(self):
        self.run_cell("const again: number = 1;")
        self.run_cell('const again: string = "two";')
        self.assertEqual(self.value_of("again"), "'two'")

    def test_names_of_earlier_cells_in_object_literals(self):
        self.run_cell("let first = 1;\nlet second = 2;\nimport { sep } from 'path';")
        self.assertEqual(self.value_of("({ first, nested: [{ second }], sep })"), "{ first: 1, nested: [ { second: 2 } ], sep: '/' }")
        self.run_cell("({ first, second = 4 } = { first: 3 } as { first: number; second?: number });")
        self.assertEqual(self.value_of("[first, second]"), "[ 3, 4 ]")
        self.assertEqual(self.value_of("const own = 5;\n({ own, f({ first }: { first: number }) { return { first }; } }).f({ first: 6 })"), "{ first: 6 }")

    def test_nothing_for_undefined_and_null(self):
        self.assertEqual(self.run_cell("undefined")[1], [])
        self.assertEqual(self.run_cell("null")[1], [])

    def test_top_level_await(self):
        self.assertEqual(self.value_of("const later = await Promise.resolve(5);\nlater"), "5")

    def test_a_promise_at_the_end_is_awaited(self):
        self.assertEqual(self.value_of("Promise.resolve(6)"), "6")

    def test_promises_print_as_node_prints_them(self):
        self.assertEqual(re.sub(r"\s+", " ", self.value_of("[Promise.resolve(1)]")), "[ Promise { 1 } ]")

    def test_streams(self):
        _, outputs = self.run_cell('console.log("out"); console.error("err"); void process.stdout.write("raw");')
        self.assertEqual(
            [(content["name"], content["text"]) for _, content in outputs],
            [("stdout", "out\n"), ("stderr", "err\n"), ("stdout", "raw")],
        )


class Rich(CellTest):
    BUNDLE = '{ [Symbol.for("Jupyter.display")]: %s () => ({ "text/html": "<b>x</b>", "image/png": new Uint8Array([1]) }) }'

    def test_result(self):
        for kind in ("", "async"):
            _, [(message, content)] = self.run_cell(f"({self.BUNDLE % kind})")
            self.assertEqual(message, "execute_result")
            self.assertEqual(content["data"], {"text/html": "<b>x</b>", "image/png": "AQ=="})

    def test_display(self):
        for kind in ("", "async"):
            _, [(message, content)] = self.run_cell(f"display({self.BUNDLE % kind})")
            self.assertEqual(message, "display_data")
            self.assertEqual(content["data"], {"text/html": "<b>x</b>", "image/png": "AQ=="})

    def test_display_of_plain_things_is_text(self):
        _, [(_, content)] = self.run_cell("display([1, 2])")
        self.assertEqual(content["data"], {"text/plain": "[ 1, 2 ]"})

    def test_display_can_be_replaced(self):
        _, outputs = self.run_cell('display(1, { displayId: "a" }); display(2, { displayId: "a", update: true });')
        self.assertEqual([kind for kind, _ in outputs], ["display_data", "update_display_data"])
        self.assertEqual([content["transient"] for _, content in outputs], [{"display_id": "a"}] * 2)

    def test_display_is_typed(self):
        self.assertEqual(self.error_of("display(1, { displayID: 2 })")[0], "TypeScriptError")

    def test_display_of_tslab(self):
        _, [(message, content)] = self.run_cell('import { display as show } from "tslab";\nshow.html("<i>y</i>");')
        self.assertEqual((message, content["data"]), ("display_data", {"text/html": "<i>y</i>"}))

    def test_what_is_no_bundle(self):
        name, message, _ = self.error_of('({ [Symbol.for("Jupyter.display")]: () => 5 })')
        self.assertEqual(name, "TypeError")
        self.assertIn("MIME bundle", message)


class Errors(CellTest):
    def test_a_throw_points_at_the_cells_line(self):
        code = 'interface Gone { away: number }\n\nfunction thrower(): never {\n  throw new RangeError("too far");\n}\nthrower();'
        name, message, traceback = self.error_of(code)
        count = self.run_cell("1")[0]["execution_count"] - 1
        self.assertEqual((name, message), ("RangeError", "too far"))
        self.assertIn('> 4 |   throw new RangeError("too far");', traceback)
        self.assertIn(f"at thrower (In [{count}]:4:9)\n    at In [{count}]:6:1", traceback)
        self.assertNotRegex(traceback, "tslab|node:|kernel/dist|momenta-kernel")

    def test_a_throw_after_await(self):
        _, _, traceback = self.error_of('await Promise.resolve();\n\nJSON.parse("{");')
        self.assertRegex(traceback, r"at In \[\d+\]:3:6")

    def test_a_function_of_another_cell(self):
        count = self.run_cell('function faulty() {\n  throw new Error("there");\n}')[0]["execution_count"]
        _, _, traceback = self.error_of("\nfaulty();")
        self.assertIn(f"at faulty (In [{count}]:2:9)\n    at In [{count + 1}]:2:1", traceback)

    def test_the_cause_is_shown(self):
        _, _, traceback = self.error_of('throw new Error("outer", { cause: new TypeError("inner") });')
        self.assertIn("\n\nCaused by TypeError: inner\n", traceback)

    def test_what_is_no_error(self):
        self.assertEqual(self.error_of("throw 5")[:2], ("UncaughtValue", "5"))

    def test_types_are_checked_before_anything_runs(self):
        name, message, traceback = self.error_of('console.log("ran");\nconst n: number = "text";')
        self.assertEqual(name, "TypeScriptError")
        self.assertEqual(message, "TS2322: Type 'string' is not assignable to type 'number'.")
        self.assertRegex(traceback, r"^In \[\d+\]:2:7 - error TS2322: ")
        self.assertIn('> 2 | const n: number = "text";\n    |       ^', traceback)
        self.assertEqual(self.run_cell('const m: number = "text"; console.log(1)')[1][0][0], "error")

    def test_an_error_from_a_timer_ends_the_cell_that_waits(self):
        name, message, _ = self.error_of('await new Promise(() => setTimeout(() => { throw new Error("late"); }));')
        self.assertEqual((name, message), ("Error", "late"))

    def test_late_output_belongs_to_its_cell(self):
        first = self.kernel.send('let release = () => {};\nvoid new Promise<void>((r) => { release = r; }).then(() => console.log("late"));')
        list(first.messages())
        _, outputs = self.run_cell("release();\nawait new Promise((done) => setTimeout(done));")
        self.assertEqual(outputs, [])
        late = self.kernel.next_published(first.id)
        self.assertEqual(late["content"], {"name": "stdout", "text": "late\n"})


class Requests(CellTest):
    def test_counting(self):
        count = self.run_cell("1")[0]["execution_count"]
        self.assertEqual(self.run_cell("1", store_history=False)[0]["execution_count"], count)
        self.assertEqual(self.run_cell("1", silent=True)[0]["execution_count"], count)
        self.assertEqual(self.run_cell("1")[0]["execution_count"], count + 1)

    def test_silence(self):
        cell = self.kernel.send("console.log(1); 2", silent=True)
        self.assertEqual(list(cell.messages()), [])
        self.assertEqual(cell.reply()["content"]["status"], "ok")

    def test_execute_input(self):
        cell = self.kernel.send("7")
        first = next(cell.messages())
        self.assertEqual((first["msg_type"], first["content"]["code"]), ("execute_input", "7"))
        list(cell.messages())

    def test_an_error_aborts_what_is_queued(self):
        # The first one runs for as long as the others take to arrive.
        fails = "const end = Date.now() + 1000;\nwhile (Date.now() < end);\nthrow new Error()"
        cells = [self.kernel.send(code) for code in (fails, "1", "2", "3")]
        self.assertEqual([cell.reply()["content"]["status"] for cell in cells], ["error"] + ["aborted"] * 3)
        self.assertEqual(self.run_cell("4")[0]["status"], "ok")

    def test_an_error_need_not_abort(self):
        cells = [self.kernel.send(code, stop_on_error=False) for code in ("throw new Error()", "1")]
        self.assertEqual([cell.reply()["content"]["status"] for cell in cells], ["error", "ok"])

    def test_cursors_count_code_points(self):
        code = 'const smile = "😀😀"; Math.ab'
        reply = self.kernel.reply_to(self.kernel.client.complete(code))["content"]
        self.assertEqual((reply["cursor_start"], reply["cursor_end"]), (len(code) - 2, len(code)))
        self.assertEqual(reply["matches"][0], "abs")

    def test_comm_info_and_unknown_requests(self):
        self.assertEqual(self.kernel.reply_to(self.kernel.client.comm_info())["content"], {"status": "ok", "comms": {}})
        client = self.kernel.client
        client.shell_channel.send(client.session.msg("no_such_request", {}))
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")


class Imports(CellTest):
    def test_files_beside_the_notebook(self):
        (self.kernel.folder / "inner.ts").write_text("export const inner: number = 20;\n")
        (self.kernel.folder / "outer.ts").write_text('import { inner } from "./inner";\nexport const outer = () => inner + 1;\n')
        self.assertEqual(self.value_of('import { outer } from "./outer";\nouter()'), "21")
        self.assertEqual(self.value_of("outer() + 1"), "22")
        (self.kernel.folder / "wrong.ts").write_text('export const wrong: number = "text";\n')
        name, _, traceback = self.error_of('import { wrong } from "./wrong";\nwrong')
        self.assertEqual(name, "TypeScriptError")
        self.assertIn("wrong.ts:1:14 - error TS2322", traceback)
        self.assertEqual(self.value_of("outer()"), "21")

    def test_library_and_tensorflow(self):
        code = 'import { tf } from "momenta";\nimport * as tfjs from "@tensorflow/tfjs";\ntf.sum(tfjs.tensor([1, 2])).dataSync()[0]'
        self.assertEqual(self.value_of(code), "3")
        self.assertEqual(self.error_of("tf.tensor([1]).nothing")[0], "TypeScriptError")
        reply = self.kernel.reply_to(self.kernel.client.complete("tf.tens"))["content"]
        self.assertIn("tensor2d", reply["matches"])
        reply = self.kernel.reply_to(self.kernel.client.inspect("tf.tensor", 9))["content"]
        self.assertIn("tensor", reply["data"]["text/plain"])


if __name__ == "__main__":
    unittest.main()
