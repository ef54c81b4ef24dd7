"""How values of many kinds are shown."""

import base64
import unittest

from client import kernel

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def setUpModule():
    """All tests share one kernel, as the cells of a notebook do."""
    Display.kernel = unittest.enterModuleContext(kernel())
    reply, _ = Display.kernel.run('import * as tf from "@tensorflow/tfjs";\nimport * as danfo from "danfojs-node";')
    assert reply["status"] == "ok", reply


class Display(unittest.TestCase):

    def shown(self, code):
        """The MIME bundle of the last expression, or of the only display."""
        reply, outputs = self.kernel.run(code)
        self.assertEqual(reply["status"], "ok", reply)
        [(_, content)] = [output for output in outputs if output[0] != "stream"]
        return content["data"]

    def text(self, code):
        bundle = self.shown(code)
        self.assertEqual(list(bundle), ["text/plain"])
        return bundle["text/plain"]


class Records(Display):
    def test_a_list_of_records_is_a_table_with_a_column_for_each_name(self):
        bundle = self.shown('[{ seed: 1, name: "<a>" }, { seed: 20, rate: 0.123456789, path: [1, 2] }]')
        self.assertEqual(
            bundle["text/plain"],
            "2 records\n   seed  name      rate      path\n0     1   <a>                    \n1    20        0.123457  [ 1, 2 ]",
        )
        self.assertIn("<th>seed</th><th>name</th>", bundle["text/html"])
        self.assertIn("<td>&lt;a&gt;</td>", bundle["text/html"])

    def test_many_are_cut_and_nothing_of_theirs_is_called(self):
        bundle = self.shown("Array.from({ length: 30 }, (_, at) => ({ at }))")
        self.assertTrue(bundle["text/plain"].endswith("… 10 more rows"), bundle)
        for odd in ["[{ a: 1 }]", "[1, 2]", "[{ a: {} }, { a: {} }]", "[{ a: 1 }, 2]", "[{ a: 1 }, new Date(0)]"]:
            self.assertEqual(list(self.shown(odd)), ["text/plain"], odd)
        getter = "Array.from({ length: 2 }, () => ({ a: 1, get b() { throw new Error('called'); } }))"
        self.assertEqual(list(self.shown(getter)), ["text/plain"])


class Tensors(Display):
    def test_a_matrix(self):
        bundle = self.shown("tf.tensor([[1, 2.5], [-3, 0.1]])")
        self.assertEqual(bundle["text/plain"], "Tensor float32 [2, 2]\n 1  2.5\n-3  0.1")
        self.assertIn("<caption>Tensor float32 [2, 2]</caption>", bundle["text/html"])
        self.assertIn("<tr><td>-3</td><td>0.1</td></tr>", bundle["text/html"])

    def test_other_ranks_and_types(self):
        self.assertEqual(self.shown("tf.scalar(7, 'int32')")["text/plain"], "Tensor int32 []\n7")
        self.assertEqual(self.shown("tf.tensor1d([true, false], 'bool')")["text/plain"], "Tensor bool [2]\ntrue  false")
        self.assertEqual(self.shown("tf.tensor(['<a>', 'b'])")["text/html"].count("<td>&lt;a&gt;</td>"), 1)
        self.assertEqual(self.shown("tf.zeros([0, 3])")["text/plain"], "Tensor float32 [0, 3]")
        self.assertEqual(self.shown("tf.complex([1], [2])")["text/plain"], "Tensor complex64 [1]\n1 + 2i")
        self.assertEqual(
            self.shown("tf.ones([2, 3, 1, 2])")["text/plain"], "Tensor float32 [2, 3, 1, 2], at [0, 0, :, :]\n1  1"
        )

    def test_a_huge_tensor_is_cut_before_it_is_read(self):
        code = """
          const huge = tf.zeros([3000, 1000]);
          huge.data = () => { throw new Error("read as a whole"); };
          const tensorsBefore = tf.memory().numTensors;
          huge
        """
        bundle = self.shown(code)
        self.assertTrue(bundle["text/plain"].endswith("\n… 2980 more rows\n… 988 more columns"), bundle)
        self.assertEqual(bundle["text/html"].count("<td>"), 240)
        self.assertEqual(self.text("tf.memory().numTensors - tensorsBefore"), "0")

    def test_a_disposed_tensor_says_so(self):
        code = "const gone = tf.tensor([1]);\ngone.dispose();\ngone"
        self.assertEqual(self.shown(code)["text/plain"], "Tensor float32 [1], disposed")


class Frames(Display):
    def test_a_data_frame(self):
        bundle = self.shown('new danfo.DataFrame({ name: ["a<b", "c"], value: [1, 0.25] })')
        self.assertEqual(bundle["text/plain"], "DataFrame [2, 2]\n   name  value\n0   a<b      1\n1     c   0.25")
        self.assertIn("<thead><tr><th></th><th>name</th><th>value</th></tr></thead>", bundle["text/html"])
        self.assertIn("<td>a&lt;b</td>", bundle["text/html"])

    def test_a_series(self):
        bundle = self.shown('new danfo.Series([5, 6], { index: ["x", "y"], columns: ["n"] })')
        self.assertEqual(bundle["text/plain"], "Series [2]\n   n\nx  5\ny  6")
        self.assertIn("<td>y</td><td>6</td>", bundle["text/html"])

    def test_a_long_one_is_cut(self):
        bundle = self.shown("new danfo.DataFrame(Array.from({ length: 100 }, () => Array(15).fill(1)))")
        self.assertTrue(bundle["text/plain"].endswith("\n… 80 more rows\n… 3 more columns"), bundle)
        self.assertIn("80 more rows, 3 more columns</caption>", bundle["text/html"])


class Media(Display):
    def test_images(self):
        encoded = base64.b64encode(PNG).decode()
        self.assertEqual(
            self.shown(f'Buffer.from("{encoded}", "base64")'),
            {"image/png": encoded, "text/plain": f"image/png, {len(PNG)} bytes"},
        )
        self.assertEqual(self.shown("display(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))")["image/jpeg"], "/9j/4A==")
        self.assertEqual(self.text("Buffer.from([1, 2])"), "<Buffer 01 02>")

    def test_html_markdown_and_svg(self):
        self.assertEqual(self.shown('html("<b>x</b>")'), {"text/html": "<b>x</b>", "text/plain": "<b>x</b>"})
        self.assertEqual(self.shown("const n = 3;\nmarkdown`**${n}**`")["text/markdown"], "**3**")
        self.assertEqual(self.shown("display(svg`<svg/>`)")["image/svg+xml"], "<svg/>")

    def test_the_helpers_are_only_globals(self):
        self.assertEqual(self.text("const html = 5;\nhtml + 1"), "6")

    def test_a_display_is_replaced_with_something_rich(self):
        _, outputs = self.kernel.run(
            'await display(1, { displayId: "d" });\nawait display(html("2"), { displayId: "d", update: true });'
        )
        self.assertEqual([kind for kind, _ in outputs], ["display_data", "update_display_data"])
        self.assertEqual(outputs[1][1]["data"]["text/html"], "2")


class Lists(Display):
    def test_results_one_below_the_other(self):
        bundle = self.shown('[tf.scalar(1), html("<i>2</i>")]')
        self.assertEqual(bundle["text/plain"], "Tensor float32 []\n1\n\n<i>2</i>")
        self.assertIn("<td>1</td>", bundle["text/html"])
        self.assertIn("<div><i>2</i></div>", bundle["text/html"])

    def test_a_map_of_results_has_its_keys(self):
        self.assertEqual(self.shown('new Map([["loss", tf.scalar(1)]])')["text/plain"], "loss: Tensor float32 []\n1")

    def test_a_record_of_results_has_its_keys(self):
        self.assertEqual(self.shown("({ loss: tf.scalar(1) })")["text/plain"], "loss: Tensor float32 []\n1")
        self.assertEqual(self.text("({ loss: 1 })"), "{ loss: 1 }")

    def test_many_results_are_cut(self):
        bundle = self.shown('Array.from({ length: 30 }, () => html("x"))')
        self.assertEqual(bundle["text/html"].count("<div>"), 20)
        self.assertTrue(bundle["text/plain"].endswith("… 10 more results"))

    def test_a_list_with_something_plain_is_text(self):
        self.assertEqual(self.text("[1, [2]]"), "[ 1, [ 2 ] ]")


class Text(Display):
    def test_maps_sets_and_instances(self):
        self.assertEqual(self.text('new Map([["a", new Set([1])]])'), "Map(1) { 'a' => Set(1) { 1 } }")
        self.assertEqual(self.text("class Point { x = 1; #hidden = 2; }\nnew Point()"), "Point { x: 1 }")

    def test_iterables(self):
        code = "class Runs { *[Symbol.iterator]() { let run = 0; while (true) yield run++; } }\nnew Runs()"
        self.assertRegex(self.text(code), r"^Runs \[\n +0, +1, (.|\n)* 99,\n +... 1 more item\n\]$")
        code = "const once = (function* () { yield 1; })();\nonce"
        self.assertEqual(self.text(code), "Object [Generator] {}")
        self.assertEqual(self.text("[...once]"), "[ 1 ]")

    def test_errors(self):
        count = self.kernel.run("class Bad extends RangeError { code = 5; override name = 'Bad'; }")[0]["execution_count"]
        text = self.text("new Bad('far')")
        self.assertEqual(text, f"Bad: far\n    at In [{count + 1}]:1:1 {{\n  code: 5\n}}")
        self.assertIn("[cause]: Error: inner\n", self.text("({ result: new Error('outer', { cause: new Error('inner') }) })"))
        self.assertRegex(self.text("new Error()"), r"^Error\n    at In \[\d+\]:1:1$")
        _, [(_, content)] = self.kernel.run("console.log([new TypeError('logged')])")
        self.assertRegex(content["text"], r"^\[\n  TypeError: logged\n      at In \[\d+\]:1:14\n\]\n$")

    def test_what_is_huge_is_cut_with_a_notice(self):
        self.assertIn("9900 more items", self.text("Array(10000).fill(0)"))
        self.assertIn("90000 more characters", self.text('"a".repeat(100000)'))
        text = self.text("Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => Math.PI))")
        self.assertLess(len(text), 21_000)
        self.assertRegex(text, r"\n… \d+ more characters$")


if __name__ == "__main__":
    unittest.main()
