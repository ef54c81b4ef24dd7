"""Whatever cells throw, whenever and however odd, is described; the kernel and its cells live on."""

import re
import unittest

from client import kernel

COLOUR = re.compile("\x1b\\[\\d+m")
REVOKED = "const { proxy, revoke } = Proxy.revocable(%s, {}); revoke();"

# What is thrown, and the name and message that it has to come to.
THROWN = [
    ("null", "UncaughtValue", "null"),
    ("undefined", "UncaughtValue", "undefined"),
    ('Symbol("s")', "UncaughtValue", "Symbol(s)"),
    ("5n", "UncaughtValue", "5n"),
    ("Object.create(null)", "UncaughtValue", "[Object: null prototype] {}"),
    ('{ [Symbol.for("nodejs.util.inspect.custom")]() { throw 1; } }', "UncaughtValue", "something that cannot be described"),
    ('Object.assign(new Error("m"), { name: Symbol("n") })', "Symbol(n)", "m"),
    ('Object.assign(new Error("m"), { message: { toString() { throw 1; } }, stack: 7 })', "Error", "{ toString: [Function: toString] }"),
    ('Object.defineProperties(new Error("m"), Object.fromEntries(["stack", "message", "name", "cause", "errors"].map((key) => [key, { get() { throw 1; } }])))', "<name cannot be read>", "<message cannot be read>"),
    ('new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } })', "UncaughtValue", "{}"),
    ('(() => { %s return proxy; })()' % REVOKED % "{}", "UncaughtValue", "<Revoked Proxy>"),
    ('(() => { %s return proxy; })()' % REVOKED % "new Error()", "UncaughtValue", "<Revoked Proxy>"),
    ('new Error("x".repeat(1e6))', "Error", "x" * 20000 + "\n… 980000 more characters"),
]


class Thrown(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = cls.enterClassContext(kernel())
        cls.kernel.run("let kept = 41;")

    def error_of(self, code):
        reply, _ = self.kernel.run(code)
        self.assertEqual(reply["status"], "error", code)
        return reply["ename"], reply["evalue"], COLOUR.sub("", "\n".join(reply["traceback"]))

    def tearDown(self):
        self.assertEqual(self.kernel.run("kept + 1")[1][0][1]["data"]["text/plain"], "42")

    def test_in_a_cell_a_timer_and_a_promise(self):
        for thrown, name, message in THROWN:
            for code in ("throw %s", "setTimeout(() => { throw %s; }); await new Promise(() => {});", "void Promise.reject(%s); await new Promise(() => {});"):
                with self.subTest(code % thrown):
                    self.assertEqual(self.error_of(code % thrown)[:2], (name, message))

    def test_causes_go_in_circles_and_on_for_ever(self):
        circle = 'const e = new Error("a"); e.cause = e; throw e;'
        for code in (circle, f"setTimeout(() => {{ {circle} }}); await new Promise(() => {{}});"):
            self.assertRegex(self.error_of(code)[2], r"\n\nCaused by Error: a \(see above\)$")
        chain = 'let e = new Error("0"); for (let n = 1; n < 1e4; n++) e = new Error(String(n), { cause: e }); throw e'
        traceback = self.error_of(chain)[2]
        self.assertEqual(traceback.count("Caused by"), 20)
        self.assertRegex(traceback, r"\n\nCaused by Error: 9979 \(nor is what is below it shown\)$")
        self.assertRegex(self.error_of('throw new Error("a", { cause: 5 })')[2], "\n\nCaused by 5$")

    def test_an_aggregate_shows_its_errors(self):
        name, message, traceback = self.error_of(
            'await Promise.any([Promise.reject(new RangeError("first")), Promise.reject(new AggregateError(["deep"], "second"))]);'
        )
        self.assertEqual((name, message), ("AggregateError", "All promises were rejected"))
        shown = [line.strip() for line in traceback.split("\n") if re.match(r"\s*\d of \d", line)]
        self.assertEqual(shown, ["1 of 2: RangeError: first", "2 of 2: AggregateError: second", "1 of 1: 'deep'"])
        self.assertIn("at In [", traceback)
        self.assertIn("1 of 1: AggregateError: c (see above)", self.error_of('const c = new AggregateError([], "c"); c.errors.push(c); throw c')[2])

    def test_stacks_made_by_the_cell(self):
        for prepare in ("() => { throw 9; }", "() => ({})"):
            self.assertEqual(self.error_of(f'Error.prepareStackTrace = {prepare}; throw new Error("b")')[:2], ("Error", "b"))
        self.assertIn("at In [", self.error_of('Error.prepareStackTrace = undefined; throw new Error("b")')[2])

    def test_a_cell_that_takes_the_listeners_away(self):
        code = """
        process.removeAllListeners();
        process.on("uncaughtException", () => { throw new Error("worse"); });
        const { write } = process.stderr;
        process.stderr.write = () => { throw new Error("silenced"); };
        setTimeout(() => { process.stderr.write = write; throw new RangeError("late"); });
        await new Promise(() => {});
        """
        self.assertEqual(self.error_of(code)[:2], ("RangeError", "late"))
        self.assertEqual(self.error_of("process.removeAllListeners(); throw 1")[1], "1")

    def test_errors_are_printed_whatever_they_are(self):
        _, [(_, content)] = self.kernel.run('const e = new Error("frozen"); console.log(Object.freeze(e)); undefined')
        self.assertRegex(content["text"], r"^Error: frozen\n    at In \[\d+\]:1:11\n$")
        odd = 'const odd = Object.defineProperty(new Error(), "name", { get() { throw 1; } }); console.log(odd, [odd]); undefined'
        _, [(_, content)] = self.kernel.run(odd)
        self.assertIn("<name cannot be read>", content["text"])
        _, [(_, content)] = self.kernel.run('function f() { console.trace("at", 1); }\nf();')
        self.assertRegex(content["text"], r"^Trace: at 1\n    at f \(In \[\d+\]:1:24\)\n    at In \[\d+\]:2:1\n$")


if __name__ == "__main__":
    unittest.main()
