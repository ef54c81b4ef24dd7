"""A name that a cell declares is one variable, whichever cell reads or writes it."""

import unittest

from language import Language


class Names(Language):
    def run_all(self, *cells):
        for cell in cells:
            reply, _ = self.kernel.run(cell)
            self.assertEqual(reply["status"], "ok", reply)

    def test_every_assignment_reaches_the_functions_of_the_cell_that_declared(self):
        self.run_all(
            """
            let rate = 0;
            const arrow = () => rate;
            function declared() { return rate; }
            class Reader { #seen = () => rate; get value() { return this.#seen(); } static now = () => rate; }
            const reader = { get value() { return rate; } };
            async function later() { await 0; return rate; }
            function* turns() { yield rate; }
            """
        )
        everywhere = "[arrow(), declared(), new Reader().value, Reader.now(), reader.value, await later(), ...turns(), rate].join()"
        values = {
            "rate = 5;": 5,
            "rate++;": 6,
            "rate += 2;": 8,
            "[rate] = [9];": 9,
            "({ rate } = { rate: 10 });": 10,
            "({ rate = 11 } = {} as { rate?: number });": 11,
            "({ value: rate } = { value: 12 });": 12,
            "for (rate = 0; rate < 3; rate++);": 3,
            "for (rate of [4]);": 4,
            "(() => { rate = 15; })();": 15,
            "await 0; rate = 16;": 16,
            "rate ||= 1; rate &&= 17;": 17,
            "[{ a: [rate] }] = [{ a: [18] }];": 18,
        }
        for assignment, value in values.items():
            with self.subTest(assignment):
                self.assertEqual(self.value(f"{assignment}\n{everywhere}"), repr(",".join([str(value)] * 8)))

    def test_the_declaring_cell_writes_too(self):
        self.run_all("let count = 0;\nconst grow = () => ++count;\nvar total = 1;\nfunction add() { total += 1; }")
        self.assertEqual(self.value("grow();\nadd();\n[count, total]"), "[ 1, 2 ]")
        self.assertEqual(self.value("count = 10;\ntotal = 20;\ngrow();\nadd();\n[count, total]"), "[ 11, 21 ]")

    def test_functions_and_classes_can_be_replaced_by_assignment(self):
        self.run_all("var step = () => 1;\nfunction walk() { return step(); }\nlet Kind = class { name = 'old'; };\nconst make = () => new Kind().name;")
        self.assertEqual(self.value("step = () => 2;\nKind = class { name = 'new'; };\n[walk(), make()]"), "[ 2, 'new' ]")

    def test_a_timer_of_an_earlier_cell_writes_what_later_cells_read(self):
        self.run_all("let ticks = 0;\nconst ticked = new Promise<void>((done) => setTimeout(() => { ticks = 7; done(); }));")
        self.assertEqual(self.value("await ticked;\nticks"), "7")

    def test_a_new_declaration_is_a_new_variable(self):
        self.run_all("let size = 1;\nconst earlier = () => size;")
        self.assertEqual(self.value('let size = "two";\n[earlier(), size]'), "[ 1, 'two' ]")
        self.assertEqual(self.value("size = 'three';\n[earlier(), size]"), "[ 1, 'three' ]")

    def test_a_cell_that_fails_leaves_what_there_was(self):
        self.run_all("let held = 1;\nconst see = () => held;")
        self.assertEqual(self.error("let held = 2;\nthrow new Error('no');")[0], "Error")
        self.assertEqual(self.value("held = 3;\n[held, see()]"), "[ 3, 3 ]")

    def test_names_stay_apart_from_members_of_the_same_name(self):
        self.run_all("let member = 1;\ninterface Item { member: number; other: string }")
        self.assertEqual(
            self.value('const item: Item = { member: 2, other: "" };\nconst { member: inner } = item;\n[inner, item.member, member]'),
            "[ 2, 2, 1 ]",
        )

    def test_a_function_is_called_without_an_object(self):
        self.run_all("function owner(this: unknown) { return this === undefined; }\nconst tag = function (this: unknown, _: TemplateStringsArray) { return this === undefined; };")
        self.assertEqual(self.value("[owner(), tag`x`, owner.call(1)]"), "[ true, true, false ]")

    def test_var_in_blocks_and_loops(self):
        self.run_all("if (1) { var inBlock = 3; }\nfor (var turn = 0; turn < 2; turn++) { var [first, { second }] = [turn, { second: 's' }]; }")
        self.assertEqual(self.value("inBlock += 1;\n[inBlock, turn, first, second.length]"), "[ 4, 2, 1, 1 ]")
        self.assertEqual(self.error("inBlock.length")[0], "TypeScriptError")

    def test_exports(self):
        self.run_all("const inner = 4;\nexport { inner as outer };\nexport { sep as separator } from \"node:path\";\nexport const plain = 5;\nexport function give() { return 6; }")
        self.assertEqual(self.value("[inner, outer, separator, plain, give()]"), "[ 4, 4, '/', 5, 6 ]")

    def test_imports_stay_bound_to_their_module(self):
        self.write("counter.ts", "export let count = 0;\nexport function grow() { count++; }\n")
        self.run_all('import { count, grow } from "./counter";\nimport * as all from "./counter";')
        self.assertEqual(self.value("grow();\ngrow();\n[count, all.count]"), "[ 2, 2 ]")

    def test_namespaces_and_global_declarations_stay(self):
        self.run_all(
            "namespace Shapes { export const sides = 3; export interface Shape { sides: number } }\n"
            "declare global { interface Array<T> { last(): T } }\nArray.prototype.last = function () { return this[this.length - 1]; };",
            "1",
            "2",
        )
        self.assertEqual(self.value("const shape: Shapes.Shape = { sides: Shapes.sides };\n[shape.sides, [1, 2].last()]"), "[ 3, 2 ]")

    def test_every_name_but_one_can_be_given(self):
        for name in ("exports", "require", "Object", "Symbol", "globalThis", "Promise", "process", "tsLastExpr", "tslab", "value", "arguments_"):
            with self.subTest(name):
                code = f'import * as whole from "node:path";\nimport fs, {{ constants }} from "node:fs";\nconst {name} = {{ a: 1 }};\nconst read = () => {name}.a;\n[read(), whole.sep, typeof fs, typeof constants]'
                self.assertEqual(self.value(code), "[ 1, '/', 'object', 'object' ]")
                self.assertEqual(self.value(f"{name}.a + (await import('node:path')).sep"), "'1/'")
        name, value, _ = self.error("const __cell__ = 1;")
        self.assertEqual((name, value), ("TypeScriptError", "TS2397: The name __cell__ is the kernel's own; choose another."))


class Newest(Language):
    def test_the_language_of_today(self):
        self.assertEqual(self.value("[3, 1].toSorted()"), "[ 1, 3 ]")
        reply, outputs = self.kernel.run('{\n  using held = { [Symbol.dispose]() { console.log("let go"); } };\n  console.log("held");\n}')
        self.assertEqual([content["text"] for _, content in outputs], ["held\nlet go\n"], reply)
        self.write("sizes.json", '{ "small": 1 }')
        self.assertEqual(self.value('import sizes from "./sizes.json" with { type: "json" };\nsizes.small'), "1")
        self.assertEqual(self.value("class Box { accessor inside = 2; }\nnew Box().inside"), "2")
        self.assertEqual(self.value('const parts = ["a", "b"] as const satisfies readonly string[];\nparts.at(-1)'), "'b'")

    def test_the_library_is_that_of_this_node(self):
        self.assertEqual(self.value('"a".isWellFormed()'), "true")
        self.assertEqual(self.error("Object.groupBy([1], String)")[0], "TypeScriptError")

    def test_a_function_as_a_value_has_no_name(self):
        self.assertEqual(self.value("() => 1"), "[Function (anonymous)]")

    def test_jsx_is_refused_in_one_sentence(self):
        for cell in ("<b>x</b>", "const view = <div a={1}><br/></div>;", "<></>"):
            with self.subTest(cell):
                name, value, _ = self.error(cell)
                self.assertEqual((name, value), ("TypeScriptError", "TS17004: JSX is not supported in cells. To show HTML, write html`<b>bold</b>`."))

    def test_another_working_folder(self):
        self.write("near.ts", "export const near = 8;\n")
        self.assertEqual(self.value('process.chdir("/");\nawait 0;\n1'), "1")
        self.assertEqual(self.value('import { near } from "./near";\nawait 0;\nnear'), "8")


if __name__ == "__main__":
    unittest.main()
