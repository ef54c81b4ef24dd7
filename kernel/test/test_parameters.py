"""What a `parameters` cell declares, and which values fit, as TypeScript says it."""

import json
import os
import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

from momenta_papermill.cell import read_cell
from momenta_papermill.error import ParameterError
from momenta_papermill.literals import literal


class Parameters(unittest.TestCase):
    def read(self, source):
        declarations, _ = read_cell(source)
        return [(one.name, one.type, one.default, one.help) for one in declarations]

    def helps(self, source):
        return {name: help for name, _, _, help in self.read(source)}

    def misfits(self, source, **values):
        _, misfits = read_cell(source, {name: literal(value, name) for name, value in values.items()})
        return misfits

    def test_every_way_to_declare(self):
        source = """
          const seeds = 25; const batch = 32;
          let a = 1, b = "two";
          export const slashes = /["'`(]\\/*/; var behind = false
          const mode:
            | "fast"
            | "slow"
            = "fast";
          const text = `t ${seeds} ;"`, after = 1e-3
          const ключ = 1, $dollar = 2, \\u0061b = 3;
          let later: number;
          type One = 1; interface Two {} function three() {} class Four {} import five from "six";
        """
        self.assertEqual(
            self.read(source),
            [
                ("seeds", "number", "25", ""),
                ("batch", "number", "32", ""),
                ("a", "number", "1", ""),
                ("b", "string", '"two"', ""),
                ("slashes", "RegExp", "/[\"'`(]\\/*/", ""),
                ("behind", "boolean", "false", ""),
                ("mode", '"fast" | "slow"', '"fast"', ""),
                ("text", "string", '`t ${seeds} ;"`', ""),
                ("after", "number", "1e-3", ""),
                ("ключ", "number", "1", ""),
                ("$dollar", "number", "2", ""),
                ("ab", "number", "3", ""),
                ("later", "number", "undefined", ""),
            ],
        )

    def test_types(self):
        cases = [
            ("const a = -0x1f", "number"),
            ("const b = 12n", "bigint"),
            ("const c = null", None),
            ("const d = imported()", None),
            ("const e: Imported = 1", "Imported"),
            ("const f = []", "any[]"),
            ("const g = [1, 2]", "number[]"),
            ('const h = [1, "a"]', "(string | number)[]"),
            ("const i = { rate: 0.1, sizes: [1] }", "{ rate: number; sizes: number[]; }"),
            ("const j: Record<string, number[]> = {}", "Record<string, number[]>"),
            ("const k: (x: number) => number = (x) => x", "(x: number) => number"),
            ('const l = "a" as const', '"a"'),
            ("const m = [1, 2] as const", "readonly [1, 2]"),
            ("const n = 1 as 1 | 2", "1 | 2"),
            ('type Mode = "a" | "b"; const o: Mode = "a"', '"a" | "b"'),
            ('const p = "a" satisfies Mode', '"a" | "b"'),
            ("const q: Mode[] = []", "Mode[]"),
            ("interface Sizes { a: number }; const r: Sizes = { a: 1 }", "Sizes"),
            ("const s = 1 < 2 ? 1 : null", "number | null"),
            ("const t = 1; {", "number"),
        ]
        source = "\n".join(line for line, _ in cases)
        self.assertEqual([kind for _, kind, *_ in self.read(source)], [kind for _, kind in cases])

    def test_destructuring(self):
        self.assertEqual(
            self.read('const { rate, sizes: [first, second = 7], ...others } = { rate: 0.1, sizes: [1], name: "a" };\nconst { far } = settings;\n'
                """var { "a b": quoted, ['c']: computed = 3, d: { e } } = { 'a b': 1, c: 2, d: { e: "x" } };"""),
            [
                ("rate", "number", "0.1", ""),
                ("first", "number", "1", ""),
                ("second", "number", "7", ""),
                ("others", "{ name: string; }", '{ rate: 0.1, sizes: [1], name: "a" }', ""),
                ("far", None, "settings", ""),
                ("quoted", "number", "1", ""),
                ("computed", "number", "2", ""),
                ("e", "string", '"x"', ""),
            ],
        )

    def test_defaults_are_on_one_line_without_comments(self):
        source = 'const sizes = [\n  1, // small\n  2,\n];\nconst f = (x: number) => {\n  return x; // same\n};\nconst two = "a  b" as string;'
        self.assertEqual(
            [default for _, _, default, _ in self.read(source)],
            ["[ 1, 2, ]", "(x: number) => { return x; }", '"a  b"'],
        )

    def test_comments(self):
        source = """
          // A heading.

          // above, on
          // two lines
          const a = 1;
          /**
           * documented
           */
          const b = 2;
          // not this one
          const c = 3; // behind
          const d = 4; const e = 5 /* the last */
          const f = 6, g = 7; // both
          const h = 8, // one
            i = 9, // two
            j = 10;
          const k = "// none";
        """
        self.assertEqual(
            self.helps(source),
            {"a": "above, on two lines", "b": "documented", "c": "behind", "d": "", "e": "the last"}
            | {"f": "both", "g": "both", "h": "one", "i": "two", "j": "", "k": ""},
        )

    def test_values_that_do_not_fit(self):
        cases = [
            ("const NAME = 25;", 2.5, "hello"),
            ("const NAME = 25;", float("nan"), None),
            ("const NAME = 25;", float("-inf"), True),
            ("const NAME = false;", True, 1),
            ('const NAME = "a";', 'quote " \u2028 half \ud83d', 5),
            ('type Mode = "a" | "b"; const NAME: Mode = "a"', "b", "c"),
            ('const NAME = "a" satisfies Mode', "b", "c"),
            ("const NAME: number | null = 1", None, "a"),
            ("const NAME = [1, 2]", [], [1, "a"]),
            ("const NAME = []", [1, "a"], 1),
            ("const NAME: [number, string] = [1, 'a']", [2, "b"], [2]),
            ("const NAME: Record<string, number[]> = {}", {"a b": [1], "__proto__": []}, {"a": 1}),
            ("const NAME: { rate: number; name?: string } = { rate: 1 }", {"rate": 2}, {"rate": 2, "nam": "a"}),
            ("const { NAME, other } = { NAME: 1, other: 2 };", 2, "a"),
            ("let NAME: number // without a value", 2, "a"),
        ]
        names = [f"p{index}" for index in range(len(cases))]
        source = "\n".join(line.replace("NAME", name) for name, (line, *_) in zip(names, cases))
        fitting = {name: value for name, (_, value, _) in zip(names, cases)}
        wrong = {name: value for name, (*_, value) in zip(names, cases)}
        self.assertEqual(self.misfits(source, **fitting), [])
        self.assertEqual(self.misfits(source, **wrong), names)

    def test_what_typescript_does_not_know_takes_every_value(self):
        source = 'import type { Mode } from "momenta"; const v: Mode = "a"; const w = null; const x = earlier;'
        self.assertEqual(self.misfits(source, v=1, w="a", x=[]), [])

    def test_a_cell_that_is_in_error_itself(self):
        self.assertEqual(self.misfits('const v: number = "a"; }} const w = 1', v=1, w="a"), ["w"])
        self.assertEqual(self.read("const v = 1; const w = `open"), [("v", "number", "1", ""), ("w", "string", "`open", "")])

    def test_a_kernel_that_is_not_there(self):
        with tempfile.TemporaryDirectory() as folder:
            complaint = "Jupyter knows no kernel 'momenta' here; node kernel/install.mjs"
            with patch("jupyter_client.kernelspec.jupyter_path", lambda *_: [folder]):
                with self.assertRaisesRegex(ParameterError, complaint):
                    read_cell("const a = 1")

    def test_a_node_that_fails(self):
        with tempfile.TemporaryDirectory() as folder:
            launcher, node = Path(folder, "launch.js"), Path(folder, "node")
            spec = Path(folder, "kernels", "momenta", "kernel.json")
            spec.parent.mkdir(parents=True)
            with patch.dict(os.environ, {"JUPYTER_PATH": folder}):
                for argv, complaint in [
                    ([str(node), str(launcher)], "node does not start: No such file or directory$"),
                    (["node", str(launcher)], r"main.js: Error: Cannot find module '[^\n]*'$"),
                ]:
                    spec.write_text(json.dumps({"argv": argv, "display_name": "", "language": "typescript"}))
                    with self.subTest(argv), self.assertRaisesRegex(ParameterError, complaint):
                        read_cell("const a = 1")


if __name__ == "__main__":
    unittest.main()
