"""What TypeScript can do in cells: modules of all kinds, declarations, failures."""

import json
import unittest

from client import notebook_folder
from language import Language
from test_cells import COLOUR


class Packages(Language):
    def package(self, name, code, types, *, module=True, **meta):
        """A package that has nothing but `exports`."""
        exports = {"types": "./index.d.ts", "default": "./index.js"}
        meta = {"name": name, "type": "module" if module else "commonjs", "exports": exports, **meta}
        self.write(f"node_modules/{name}/package.json", json.dumps(meta))
        self.write(f"node_modules/{name}/index.js", code)
        self.write(f"node_modules/{name}/index.d.ts", types)

    def test_only_exports(self):
        exports = {"./sub": {"types": "./index.d.ts", "default": "./index.js"}}
        self.package("only-exports", "exports.answer = 42;", "export declare const answer: number;", module=False, exports=exports)
        self.assertEqual(self.value('import { answer } from "only-exports/sub";\nanswer'), "42")
        self.assertEqual(self.value("answer + 1"), "43")
        self.assertEqual(self.error("answer.length")[0], "TypeScriptError")
        self.assertIn("TS2307", self.error('import { other } from "only-exports/other";')[1])

    def test_only_the_import_condition(self):
        exports = {"import": {"types": "./index.d.ts", "default": "./index.js"}}
        types = "export declare const named: number;\ndeclare const all: string;\nexport default all;"
        self.package("import-only", 'export const named = 1;\nexport default "all";', types, exports=exports)
        self.assertEqual(self.value('import all, { named } from "import-only";\n[all, named]'), "[ 'all', 1 ]")
        self.assertEqual(self.value('import * as whole from "import-only";\nwhole.named'), "1")

    def test_top_level_await_in_a_package(self):
        code = "globalThis.loads = (globalThis.loads ?? 0) + 1;\nexport const late = await Promise.resolve(5);"
        self.package("waits", code, "export declare const late: number;")
        self.assertEqual(self.value('const waiting = await import("waits");\nwaiting.late'), "5")
        self.assertEqual(self.value('import { late } from "waits";\nlate'), "5")
        self.package("waits-too", code, "export declare const late: number;")
        self.assertEqual(self.value('import { late as again } from "waits-too";\nagain'), "5")
        self.assertEqual(self.value("(globalThis as { loads?: number }).loads"), "2")

    def test_a_cell_is_not_run_twice_for_an_import(self):
        self.package("behind", "export const late = await 5;", "export declare const late: number;")
        reply, outputs = self.kernel.run('console.log("once");\nimport { late as behind } from "behind";\nbehind')
        self.assertEqual([content["text"] for kind, content in outputs if kind == "stream"], ["once\n"])
        self.assertEqual(reply["status"], "error")

    def test_a_package_that_throws(self):
        self.package("broken", 'await 1;\nthrow new RangeError("broken");', "export declare const b: number;")
        self.assertEqual(self.error('import { b } from "broken";\nb')[:2], ("RangeError", "broken"))

    def test_modules_as_import_gives_them(self):
        self.write("plain.json", '{ "size": 3 }')
        self.assertEqual(self.value('import plain from "./plain.json";\nplain.size.toFixed(1)'), "'3.0'")
        self.assertEqual(self.value('(await import("./plain.json")).default.size'), "3")
        self.assertEqual(self.value('const files = await import("node:path");\nfiles.sep + files.default.sep'), "'//'")
        self.write("address.mjs", "export default await 6;")
        url = (self.kernel.folder / "address.mjs").as_uri()
        self.assertEqual(self.value(f'(await import("{url}" as string)).default'), "6")


class LocalFiles(Language):
    def test_a_file_of_the_folder_above(self):
        """As a notebook in a sub-folder imports what stands beside its folder."""
        self.write("part/inner.ts", "export interface Item { size: number }\nexport const inner: Item = { size: 4 };\n")
        self.write("part/index.ts", 'export { inner } from "./inner.js";\nexport type { Item } from "./inner.js";\n')
        name = f"../{self.kernel.folder.name}/part"
        self.assertEqual(self.value(f'import {{ inner, type Item }} from "{name}";\nconst item: Item = inner;\nitem.size'), "4")
        self.assertEqual(self.value(f'(await import("{name}/inner")).inner.size'), "4")

    def test_errors_point_into_the_file(self):
        self.write("thrower.ts", 'interface Gone { away: number }\n\nexport function thrower(): never {\n  throw new Error("there");\n}\n')
        _, _, traceback = self.error('import { thrower } from "./thrower";\nthrower();')
        self.assertRegex(traceback, r"at thrower \(thrower\.ts:4:9\)\n    at In \[\d+\]:2:\d+")

    def test_types_are_checked_in_every_folder(self):
        folder = self.enterContext(notebook_folder())
        (folder / "outside.ts").write_text('\nexport const outside: number = "text";\n')
        code = f'console.log("ran");\nimport {{ outside }} from "../{folder.name}/outside";\noutside'
        reply, outputs = self.kernel.run(code)
        self.assertEqual([kind for kind, _ in outputs], ["error"])
        self.assertIn(f"../{folder.name}/outside.ts:2:14 - error TS2322", COLOUR.sub("", reply["traceback"][0]))

    def test_typescript_comes_before_javascript_of_the_same_name(self):
        self.write("both.ts", 'export const which: string = "ts";\n')
        self.write("both.js", 'exports.which = "js";\n')
        self.assertEqual(self.value('import { which } from "./both";\nwhich'), "'ts'")

    def test_modules_of_tslab(self):
        self.kernel.run("/** @module made */\nexport const made = 8;")
        self.assertEqual(self.value('import { made } from "./made";\nmade'), "8")


class Declarations(Language):
    def test_a_class_can_be_declared_again(self):
        self.kernel.run("class Model { size = 1 }\nconst model = new Model();")
        self.assertEqual(self.value('class Model { name = "two" }\nnew Model().name'), "'two'")
        self.assertEqual(self.value("model"), "Model { size: 1 }")

    def test_enums_generics_and_namespaces(self):
        self.kernel.run("enum Level { Low, High }\nfunction same<T>(value: T): T { return value; }\nnamespace Inner { export const z = 3; }")
        self.assertEqual(self.value("[Level.High, Level[0], same<number>(Inner.z)]"), "[ 1, 'Low', 3 ]")
        self.assertIn("TS2345", self.error('same<number>("text")')[1])

    def test_decorators_of_javascript(self):
        code = """
          function loud(method: () => string, context: ClassMethodDecoratorContext) {
            return function (this: unknown) { return `${String(context.name)}!`; };
          }
          class Decorated { @loud speak(): string { return ""; } }
          new Decorated().speak()
        """
        self.assertEqual(self.value(code), "'speak!'")

    def test_export_as_in_a_file(self):
        self.kernel.run("export const exported = 1;\nexport async function three() { return 3; }\nexport interface Shape { sides: number }")
        self.assertEqual(self.value("const shape: Shape = { sides: await three() };\n[exported, shape.sides]"), "[ 1, 3 ]")
        self.assertRegex(self.error('export const wrong: number = "text";')[2], r"In \[\d+\]:1:14 ")

    def test_the_library_of_this_node(self):
        self.assertEqual(self.value("[1, 2, 3].findLast((n) => n < 3)"), "2")

    def test_for_await(self):
        self.assertEqual(self.value("let total = 0;\nfor await (const n of [1, Promise.resolve(2)]) total += n;\ntotal"), "3")

    def test_templates(self):
        self.assertEqual(self.value("`a\n${`b${1 + 1}`}`"), "'a\\nb2'")
        self.assertIn("TS2322", self.error("const count: number = `${1}`;")[1])


class Failures(Language):
    def test_what_earlier_cells_declared_stays(self):
        self.kernel.run("const kept = 1;\nlet counted = 1;\nfunction f() { return 1; }\nconst usesKept = () => kept;")
        self.error('const kept = "two";\ncounted = 5;\nfunction f() { return 2; }\nconst fresh = 3;\nthrow new Error("no");')
        self.assertEqual(self.value("[kept, f(), usesKept()]"), "[ 1, 1, 1 ]")
        self.assertEqual(self.value("counted"), "5")
        self.assertEqual(self.error("fresh")[0], "TypeScriptError")

    def test_also_after_an_await(self):
        self.kernel.run("const waited = 1;")
        self.error("const waited = await Promise.resolve('two');\nthrow new Error();")
        self.assertEqual(self.value("waited + 1"), "2")


class Help(Language):
    def complete(self, code):
        """The matches, and the code with the first of them in place; `|` is the cursor."""
        position = code.index("|")
        plain = code.replace("|", "")
        reply = self.kernel.reply_to(self.kernel.client.complete(plain, position))["content"]
        self.assertEqual(reply["status"], "ok")
        matches = reply["matches"]
        return matches, plain[: reply["cursor_start"]] + (matches or [""])[0] + plain[reply["cursor_end"] :]

    def inspect(self, code):
        position = code.index("|")
        reply = self.kernel.reply_to(self.kernel.client.inspect(code.replace("|", ""), position))["content"]
        return reply["data"] if reply["found"] else None

    def test_members(self):
        self.assertEqual(self.complete("Math.ab|")[1], "Math.abs")
        self.kernel.run('const settings = { rate: 1, rounds: "two" };')
        self.assertEqual(self.complete("settings.r|")[0], ["rate", "rounds"])
        self.assertIn("toUpperCase", self.complete("settings.rounds.|.length")[0])
        self.assertEqual(self.complete("{ const inner = settings; inner.ro| }")[1], "{ const inner = settings; inner.rounds }")

    def test_names(self):
        self.kernel.run("const someLongName = 1;")
        self.assertEqual(self.complete("1 + someLo|")[1], "1 + someLongName")
        self.assertEqual(self.complete("disp|")[1], "display")

    def test_names_of_an_import(self):
        self.assertEqual(self.complete('import { readFileS| } from "node:fs";')[1], 'import { readFileSync } from "node:fs";')

    def test_modules(self):
        self.write("beside.ts", "export const b = 1;")
        self.write("lower/deep.json", "{}")
        self.assertEqual(self.complete('import { b } from "./be|')[1], 'import { b } from "./beside')
        self.assertEqual(self.complete('await import("./lower/|")')[1], 'await import("./lower/deep.json")')
        self.assertEqual(self.complete('import * as tf from "@tensorflow/tfj|"')[1], 'import * as tf from "@tensorflow/tfjs"')
        self.assertIn("momenta", self.complete('import {} from "|')[0])
        self.assertIn("node:fs", self.complete("import fs from 'node:f|'")[0])
        self.write("node_modules/parts/package.json", json.dumps({"exports": {".": "./a.js", "./part": "./b.js", "./inner/*": "./*"}}))
        self.assertEqual(self.complete('import "parts/|"')[0], ["parts/part"])

    def test_inspection(self):
        code = '/**\n * Doubles.\n * @param n what\n */\nfunction double(n: number): number { return 2 * n; }\n'
        self.kernel.run(code)
        self.assertEqual(self.inspect("1 + doub|le(2)"), self.inspect("double(|"))
        data = self.inspect("double|")
        self.assertTrue(data["text/plain"].startswith("function double(n: number): number\n\nDoubles."), data)
        self.assertEqual(
            data["text/markdown"],
            "```typescript\nfunction double(n: number): number\n```\n\nDoubles.\n\n*@param* n what",
        )
        self.assertIsNone(self.inspect("1 + |"))


if __name__ == "__main__":
    unittest.main()
