"""A notebook while it trains: timers fire, widgets answer, an interrupt is heard at once."""

import json
import time
import unittest

from client import kernel

TRAIN = """
import { fixedUpdates, mlp, sgd, splitMnist, train } from "momenta";
const forever = (onProgress: () => void) => train({
  model: mlp([784, 100, 100, 10]), optimizer: sgd({ learningRate: 1e-9 }), stream: splitMnist([[1, 2]]),
  criterion: fixedUpdates(10 ** 8), seeds: 8, stateAtSwitch: "carryOver", maxUpdates: 10 ** 9, onProgress,
});
"""
# Ready when the first call of the compiled program is over.
BEGUN = """
let training: ReturnType<typeof forever>;
await new Promise<void>((begun) => { training = forever(begun); });
console.log("begun");
"""


class Training(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = cls.enterClassContext(kernel())
        reply, _ = cls.kernel.run(TRAIN)
        assert reply["status"] == "ok", reply

    def begin(self, code):
        """A cell that trains while `code` runs, from the moment at which the training is under way."""
        cell = self.kernel.send(BEGUN + code)
        messages = cell.messages()
        while next(messages)["msg_type"] != "stream":
            pass
        return cell, messages

    def interrupt(self, messages):
        """Seconds until the cell has ended."""
        start = time.perf_counter()
        self.kernel.manager.interrupt_kernel()
        *_, last = messages
        self.assertEqual(last["content"].get("ename"), "KeyboardInterrupt", last)
        return time.perf_counter() - start

    def test_timers_fire(self):
        """In the best of several spells: what else the machine does makes timers late, and a cell that hogs the thread all of them."""
        code = """
        const spells: [ticks: number, late: number][] = [];
        for (let spell = 0; spell < 5; spell++) {
          const late: number[] = [];
          let due = performance.now() + 10;
          const timer = setInterval(() => { late.push(performance.now() - due); due = performance.now() + 10; }, 10);
          await new Promise((next) => setTimeout(next, 2000));
          clearInterval(timer);
          late.sort((a, b) => a - b);
          spells.push([late.length, late[Math.floor(0.99 * late.length)]]);
        }
        console.log(JSON.stringify(spells));
        await training!;
        """
        _, messages = self.begin(code)
        spells = json.loads(next(messages)["content"]["text"])
        self.interrupt(messages)
        self.assertTrue(any(ticks > 50 and late < 50 for ticks, late in spells), spells)

    def test_a_widget_answers_and_the_cell_stays_busy(self):
        reply, outputs = self.kernel.run('comms.register("echo", (comm) => { comm.onMessage = (data) => comm.send(data); });')
        self.assertEqual(reply["status"], "ok", outputs)
        client = self.kernel.client
        opening = client.session.msg("comm_open", {"comm_id": "e", "target_name": "echo", "data": {}})
        client.shell_channel.send(opening)
        cell, messages = self.begin("await training!;")
        for number in range(5):
            message = client.session.msg("comm_msg", {"comm_id": "e", "data": {"n": number}})
            start = time.perf_counter()
            client.shell_channel.send(message)
            parent = message["header"]["msg_id"]
            self.assertEqual(self.kernel.next_published(parent)["content"], {"execution_state": "busy"})
            self.assertEqual(self.kernel.next_published(parent)["content"]["data"], {"n": number})
            self.assertLess(time.perf_counter() - start, 0.3)
            self.assertEqual(self.kernel.next_published(parent)["content"], {"execution_state": "idle"})
            self.assertEqual(self.kernel.next_published(cell.id)["content"], {"execution_state": "busy"})
        self.interrupt(messages)

    def test_ten_interrupts(self):
        for _ in range(10):
            _, messages = self.begin("await training!;")
            self.assertLess(self.interrupt(messages), 0.3)


if __name__ == "__main__":
    unittest.main()
