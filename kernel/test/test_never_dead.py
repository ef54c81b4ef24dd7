"""Interrupt, heartbeat, control and output while a cell computes; shutdown."""

import json
import os
import re
import tempfile
import time
import unittest

import zmq
from client import TIMEOUT, kernel


class NeverDead(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = cls.enterClassContext(kernel())
        cls.kernel.run("let kept = 41;")

    def start(self, code):
        """Sends a cell that prints first thing, and waits until it has: so it runs."""
        cell = self.kernel.send(f'console.log("running");\n{code}')
        messages = cell.messages()
        while next(messages)["msg_type"] != "stream":
            pass
        return cell, messages

    def interrupt(self, code):
        cell, messages = self.start(code)
        self.kernel.manager.interrupt_kernel()
        [error] = list(messages)
        reply = cell.reply()["content"]
        self.assertEqual(reply["status"], "error")
        self.assertEqual(error["content"]["ename"], "KeyboardInterrupt")
        reply, outputs = self.kernel.run("kept + 1")
        self.assertEqual(outputs[0][1]["data"]["text/plain"], "42")

    def test_interrupt_of_a_synchronous_loop(self):
        self.interrupt("while (true);")

    def test_interrupt_of_a_loop_after_an_await(self):
        self.interrupt("await Promise.resolve();\nwhile (true);")
        self.interrupt("await new Promise((next) => setTimeout(next)); for (const turn of [1]) do kept; while (kept === 41)")
        self.interrupt("const spin = () => { for (;;) { try { for (;;); } finally { kept = 41; } } };\nsetTimeout(spin);\nawait new Promise(() => {});")

    def test_interrupt_of_what_catches(self):
        self.interrupt("for (;;) { try { for (;;) {} } catch {} }")
        self.interrupt("await 0; for (;;) { try { for (;;) {} } catch {} finally { kept = 41; } }")
        self.interrupt("await 0; const again = () => { try { for (;;); } catch { again(); } }; again();")

    def test_interrupt_of_calls_after_an_await(self):
        self.interrupt("await 0; const fibonacci = (n: number): number => n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); fibonacci(60);")
        self.interrupt("await 0; Array.from({ length: 1e5 }, (_, i) => i).sort((a, b) => { let sum = 0; Array.from({ length: 1e4 }, () => sum++); return a - b; });")
        self.interrupt("await 0; function* ones() { for (;;) yield 1; }; for (const one of ones()) one;")
        self.interrupt("await 0; class Deep { get more(): number { return this.same() || this.more; } same() { return 0; } }; for (;;) try { new Deep().more; } catch (e) { if (!(e instanceof RangeError)) throw e; }")

    def test_interrupt_of_a_child_that_is_waited_for(self):
        self.interrupt('const { execSync } = await import("node:child_process");\nexecSync("sleep 60");')
        self.interrupt('import { spawnSync } from "node:child_process";\nfor (;;) spawnSync("sleep", ["60"]);')

    def test_an_interrupted_loop_with_awaits_does_not_run_on(self):
        self.kernel.run("let turned = 0;")
        self.interrupt("for (;;) { try { turned++; await new Promise((next) => setTimeout(next)); } catch {} }")
        _, outputs = self.kernel.run("const before = turned;\nfor (let turn = 0; turn < 9; turn++) await new Promise((next) => setTimeout(next, 1));\nturned - before")
        self.assertIn(outputs[0][1]["data"]["text/plain"], ("0", "1"))
        self.assertEqual([kind for kind, _ in outputs], ["execute_result"])

    def test_the_cell_after_an_interrupt_is_not_stopped(self):
        self.kernel.run("const sum = (n: number): number => { let all = 0; for (let i = 0; i < n; i++) all += i; return all; };")
        self.interrupt("await 0; for (;;) sum(10);")
        _, outputs = self.kernel.run("await 0; sum(10)")
        self.assertEqual(outputs[0][1]["data"]["text/plain"], "45")

    def test_a_function_taken_elsewhere_runs_there(self):
        code = """
            import { Worker } from "node:worker_threads";
            const elsewhere = () => { let sum = 0; for (const n of [1, 2, 3]) sum += [n].map((m) => m * 2)[0] ?? 0; return sum; };
            const worker = new Worker(`require("node:worker_threads").parentPort.postMessage((${elsewhere})())`, { eval: true });
            await new Promise((heard) => worker.on("message", heard))
        """
        _, outputs = self.kernel.run(code)
        self.assertEqual(outputs[0][1].get("data", {}).get("text/plain"), "12", outputs)

    def test_interrupt_of_an_await(self):
        self.interrupt("await new Promise(() => {});")

    def test_interrupt_of_a_promise_at_the_end(self):
        self.interrupt("new Promise(() => {})")

    def test_what_was_awaited_can_see_the_interrupt(self):
        self.interrupt(
            """
            let turns = 0;
            async function train() {
              const signal: AbortSignal = (globalThis as any)[Symbol.for("Jupyter.signal")];
              for (;; turns++) {
                if (signal.aborted) { (globalThis as any).stopped?.(); return; }
                await new Promise((next) => setTimeout(next));
              }
            }
            await train();
            """
        )
        # Nothing of the interrupted cell is left that would keep the next one from the event loop.
        reply, _ = self.kernel.run("await new Promise((next) => setTimeout(next));")
        self.assertEqual(reply["status"], "ok")

    def test_interrupt_of_training(self):
        cell = self.kernel.send(
            """
            import { heldOutAccuracy, mlp, sgd, splitMnist, train } from "momenta";
            await train({
              model: mlp([784, 12, 10]), optimizer: sgd({ learningRate: 1e-9 }), stream: splitMnist([[1, 2], [3, 4]]),
              criterion: heldOutAccuracy(1, 100), stateAtSwitch: "carryOver", seeds: 1, batchSize: 16, maxUpdates: 10 ** 9,
              onProgress: () => console.log("training"),
            });
            """
        )
        messages = cell.messages()
        while next(messages)["msg_type"] != "stream":
            pass
        self.kernel.manager.interrupt_kernel()
        *_, error = messages
        self.assertEqual(error["content"]["ename"], "KeyboardInterrupt")
        self.assertEqual(cell.reply()["content"]["status"], "error")
        # Training has ended: nothing of it prints on. And what was, is.
        _, outputs = self.kernel.run("for (let turn = 0; turn < 20; turn++) await new Promise((next) => setImmediate(next));\nkept")
        self.assertEqual([content["data"]["text/plain"] for _, content in outputs], ["41"])
        self.assertEqual([message for message in self.kernel.published if message["msg_type"] == "stream"], [])

    def test_interrupted_training_goes_on_where_it_was(self):
        with tempfile.TemporaryDirectory() as folder:
            setting = f"""
            import {{ fixedUpdates, mlp, sgd, splitMnist, Store, train }} from "momenta";
            const told: number[][] = [];
            const options = {{
              model: mlp([784, 12, 10]), optimizer: sgd({{ learningRate: 0.1 }}), stream: splitMnist([[1, 2]]),
              criterion: fixedUpdates(2000), stateAtSwitch: "carryOver" as const, seeds: 16, batchSize: 16, maxUpdates: 10000,
              keep: {{ store: new Store({json.dumps(folder)}), experiment: "interrupted", version: 1 }},
              onProgress: (...at: number[]) => {{ told.push(at); console.log(...at); }},
            }};
            """
            self.assertEqual(self.kernel.run(setting)[0]["status"], "ok")
            cell = self.kernel.send("await train(options);")
            messages = cell.messages()
            for message in messages:
                if message["msg_type"] == "stream" and re.search(r"^[1-9]", message["content"]["text"], re.M):
                    break
            self.kernel.manager.interrupt_kernel()
            self.assertEqual([message["msg_type"] for message in messages][-1], "error")
            self.assertEqual(cell.reply()["content"]["status"], "error")
            finished = len(os.listdir(os.path.join(folder, "interrupted")))
            self.assertGreater(finished, 0)
            reply, outputs = self.kernel.run("told.length = 0;\nawait train(options);\n[told[0], told.at(-1)]")
            self.assertEqual(reply["status"], "ok")
            value = outputs[-1][1]["data"]["text/plain"]
            self.assertEqual(json.loads(value), [[finished, finished], [16, finished]])

    def test_interrupt_without_a_cell(self):
        self.kernel.manager.interrupt_kernel()
        self.assertEqual(self.kernel.run("1")[0]["status"], "ok")

    def test_interrupt_by_message(self):
        cell, messages = self.start("while (true);")
        client = self.kernel.client
        client.control_channel.send(client.session.msg("interrupt_request", {}))
        [error] = list(messages)
        self.assertEqual(error["content"]["ename"], "KeyboardInterrupt")
        reply = client.get_control_msg(timeout=TIMEOUT)
        self.assertEqual((reply["msg_type"], reply["content"]), ("interrupt_reply", {"status": "ok"}))
        self.assertEqual(cell.reply()["content"]["status"], "error")

    def assert_heart_beats(self, until):
        """Pings until `until()` holds, at least once; every ping has to come back within three seconds."""
        info = self.kernel.manager.get_connection_info()
        with zmq.Context() as context, context.socket(zmq.REQ) as heart:
            heart.setsockopt(zmq.LINGER, 0)
            heart.connect(f"tcp://{info['ip']}:{info['hb_port']}")
            while True:
                heart.send(b"ping")
                self.assertTrue(heart.poll(3000), "no heartbeat within three seconds")
                self.assertEqual(heart.recv(), b"ping")
                if until():
                    return

    def test_heartbeat_during_ten_seconds_of_a_loop(self):
        cell, messages = self.start("const end = Date.now() + 10_000;\nwhile (Date.now() < end);")
        shell = self.kernel.client.shell_channel.socket
        self.assert_heart_beats(until=lambda: shell.poll(100))
        list(messages)
        self.assertEqual(cell.reply()["content"]["status"], "ok")

    def test_alive_while_a_cell_computes(self):
        # The output that `start` waits for has arrived while the loop runs.
        cell, messages = self.start("while (true);")
        self.assert_heart_beats(until=lambda: True)
        client = self.kernel.client
        client.control_channel.send(client.session.msg("kernel_info_request", {}))
        self.assertEqual(client.get_control_msg(timeout=TIMEOUT)["content"]["status"], "ok")
        self.kernel.manager.interrupt_kernel()
        list(messages)
        cell.reply()

    def test_forged_messages_are_dropped(self):
        client = self.kernel.client
        message = client.session.msg("execute_request", {"code": "kept = 0;", "silent": False})
        frames = client.session.serialize(message)
        frames[frames.index(b"<IDS|MSG>") + 1] = b"0" * 64
        client.shell_channel.socket.send_multipart(frames)
        _, outputs = self.kernel.run("kept")
        self.assertEqual(outputs[0][1]["data"]["text/plain"], "41")


class Survival(unittest.TestCase):
    """Cells that would take a process down, and errors that nobody catches."""

    @classmethod
    def setUpClass(cls):
        cls.kernel = cls.enterClassContext(kernel())
        cls.kernel.run("let kept = 41;")

    def fail(self, code, name):
        """Runs a cell that has to fail so; after it, everything is still there."""
        reply, _ = self.kernel.run(code)
        self.assertEqual((reply["status"], reply.get("ename")), ("error", name), reply)
        _, outputs = self.kernel.run("kept + 1")
        self.assertEqual(outputs[0][1]["data"]["text/plain"], "42")
        return reply

    def test_exit(self):
        self.fail("process.exit(0)", "ExitError")
        self.fail("setTimeout(() => process.exit(1)); await new Promise(() => {});", "ExitError")

    def test_stack_overflow(self):
        self.fail("function down(): number { return 1 + down(); }\ndown();", "RangeError")
        self.fail("async function down(): Promise<void> { await down(); }\nawait down();", "RangeError")
        self.fail("function print(): void { console.log(1); print(); }\nprint();", "RangeError")

    def test_a_source_that_is_too_deep(self):
        self.fail("(" * 20000 + "1" + ")" * 20000, "RangeError")

    def test_fifty_megabytes_of_output(self):
        for code in (
            'for (let line = 0; line < 500_000; line++) console.log("x".repeat(99));',
            'process.stdout.write("x".repeat(50_000_000)); undefined',
        ):
            reply, outputs = self.kernel.run(code)
            self.assertEqual(reply["status"], "ok")
            shown = sum(len(content["text"]) for _, content in outputs if content["name"] == "stdout")
            self.assertEqual(shown, 8 * 2**20)
            self.assertLess(len(outputs), 1000)
            self.assertEqual(outputs[-1][1]["name"], "stderr")
            self.assertIn("printed more than 8 MiB", outputs[-1][1]["text"])
        _, [(_, content)] = self.kernel.run('console.log("next")')
        self.assertEqual(content["text"], "next\n")

    def test_two_hundred_failing_cells(self):
        names = [self.kernel.run(f'throw new Error("{number}");')[0]["evalue"] for number in range(200)]
        self.assertEqual(names, [str(number) for number in range(200)])
        self.fail("throw new TypeError()", "TypeError")

    def test_late_errors_end_their_cell_while_it_runs(self):
        self.fail('setTimeout(() => { throw new RangeError("late"); }); await new Promise(() => {});', "RangeError")
        self.fail('void Promise.reject(new RangeError("late")); await new Promise(() => {});', "RangeError")

    def test_late_errors_are_shown_under_their_cell_when_it_has_ended(self):
        for late in ('setTimeout(() => { throw new RangeError("late"); }, 0)', 'void ready.then(() => { throw new RangeError("late"); })'):
            with self.subTest(late):
                self.kernel.run("let go = () => {};\nconst ready = new Promise<void>((resolve) => { go = resolve; });")
                cell = self.kernel.send(f"void ready.then(() => {{ {late}; }});")
                list(cell.messages())
                # The error of the first cell is nothing to the second.
                reply, outputs = self.kernel.run("go();\nfor (let turn = 0; turn < 3; turn++) await new Promise((done) => setTimeout(done));\nkept")
                self.assertEqual((reply["status"], [kind for kind, _ in outputs]), ("ok", ["execute_result"]))
                shown = self.kernel.next_published(cell.id)
                self.assertEqual((shown["msg_type"], shown["content"]["name"]), ("stream", "stderr"))
                self.assertIn("late", shown["content"]["text"])


class Shutdown(unittest.TestCase):
    def shut_down(self, running, restart):
        client = running.client
        client.control_channel.send(client.session.msg("shutdown_request", {"restart": restart}))
        self.assertEqual(
            client.get_control_msg(timeout=TIMEOUT)["content"], {"status": "ok", "restart": restart}
        )
        deadline = time.monotonic() + 5
        while running.manager.provisioner.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        return running.manager.provisioner.process.poll()

    def test_idle(self):
        with kernel() as running:
            running.run("1")
            self.assertEqual(self.shut_down(running, restart=True), 0)

    def test_computing(self):
        with kernel() as running:
            cell = running.send('console.log("running"); while (true);')
            next(message for message in cell.messages() if message["msg_type"] == "stream")
            self.assertIsNotNone(self.shut_down(running, restart=False))


if __name__ == "__main__":
    unittest.main()
