"""Sends a kernel mutated messages, signed and unsigned, on every channel; after each burst the next request has to be answered.

    python kernel/test/fuzz.py [--messages 10000] [--seed 0]

Prints the seed and stops at the first request that is not answered, with the messages of the burst before it; the same seed
sends the same messages. `test_fuzz.py` sends a few of them in every run of the tests.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import random
import sys
import tempfile
from queue import Empty

import zmq
from client import Kernel, notebook_folder

TIMEOUT = 30
BURST = 25
CHANNELS = ("shell", "control", "stdin", "hb", "iopub")
DELIMITER = b"<IDS|MSG>"

# Contents as clients send them.
CONTENTS = {
    "execute_request": {"code": "1 + 1", "silent": False, "store_history": True, "user_expressions": {"a": "1"}, "allow_stdin": False, "stop_on_error": False},
    "complete_request": {"code": "Math.ab", "cursor_pos": 7},
    "inspect_request": {"code": "Math.abs", "cursor_pos": 8, "detail_level": 0},
    "is_complete_request": {"code": "f("},
    "history_request": {"hist_access_type": "tail", "n": 3, "output": True, "raw": True, "session": 0, "start": 0, "stop": None, "pattern": "*", "unique": False},
    "comm_info_request": {"target_name": "t"},
    "comm_open": {"comm_id": "c", "target_name": "fuzz", "data": {}},
    "comm_msg": {"comm_id": "c", "data": {"a": [1]}},
    "comm_close": {"comm_id": "c", "data": {}},
    "kernel_info_request": {},
    "interrupt_request": {},
    "input_reply": {"value": "x", "status": "ok"},
    "create_subshell_request": {},
    "debug_request": {"type": "request", "command": "debugInfo", "seq": 1},
}
# Not among them: a shutdown that is well-formed is obeyed.
HALF_A_CHARACTER = "\ud83d"
STRANGE = [None, True, 0, -1, 1e308, 2**63, 0.5, "", "x", HALF_A_CHARACTER, "\0", "__proto__", "constructor", [], {}, [None], {"__proto__": {"a": 1}}, {"toString": 1}]


def nested(depth: int, kind: str) -> bytes:
    return b"[" * depth + b"]" * depth if kind == "list" else b'{"a":' * depth + b"1" + b"}" * depth


class Fuzz:
    """Makes messages of a seed."""

    def __init__(self, seed: int, key: bytes):
        self.random = random.Random(seed)
        self.key = key
        self.count = 0

    def header(self, kind: str) -> dict:
        self.count += 1
        return {"msg_id": f"fuzz-{self.count}", "msg_type": kind, "session": "fuzz", "username": "fuzz", "date": "2026-01-01T00:00:00Z", "version": "5.3"}

    def mutate_value(self, value: object) -> object:
        """One field, here or deeper, is strange, missing, or there once too often."""
        if not isinstance(value, dict) or not value or self.random.random() < 0.1:
            return self.random.choice(STRANGE)
        changed = dict(value)
        name = self.random.choice(list(changed))
        how = self.random.random()
        if how < 0.2:
            del changed[name]
        elif how < 0.3:
            changed[self.random.choice(["__proto__", "constructor", "extra"])] = self.random.choice(STRANGE)
        elif how < 0.4:
            changed[name] = "x" * self.random.choice([1000, 100_000, 1_000_000])
        else:
            changed[name] = self.mutate_value(changed[name])
        return changed

    def mutate_bytes(self, frame: bytes) -> bytes:
        how = self.random.randrange(7)
        at = self.random.randrange(len(frame) + 1)
        if how == 0:
            return frame[:at]
        if how == 1:
            return frame[:at] + self.random.randbytes(3) + frame[at:]
        if how == 2:
            return b""
        if how == 3:
            return nested(self.random.choice([100, 5000, 50_000]), self.random.choice(["list", "record"]))
        if how == 4:
            return json.dumps(self.random.choice(STRANGE)).encode()
        if how == 5:
            return b'{"deep": ' + nested(self.random.choice([2000, 20_000]), "list") + b', "code": "1", "comm_id": "c", "target_name": "fuzz"}'
        return self.random.randbytes(20)

    def frames(self) -> list[bytes]:
        """One message: most are signed, and wrong in one way or two."""
        kind = self.random.choice(list(CONTENTS))
        parts: list[object] = [self.header(kind), {}, {}, CONTENTS[kind]]
        for _ in range(self.random.choice([0, 1, 1, 2])):
            index = self.random.choice([0, 1, 2, 3, 3, 3])
            parts[index] = self.mutate_value(parts[index])
        frames = [json.dumps(part).encode() for part in parts]
        if self.random.random() < 0.4:
            index = self.random.choice([0, 1, 2, 3, 3])
            frames[index] = self.mutate_bytes(frames[index])
        if self.random.random() < 0.1:
            del frames[self.random.randrange(len(frames))]
        if self.random.random() < 0.1:
            frames.insert(self.random.randrange(len(frames) + 1), self.random.choice([b"", b"{}", self.random.randbytes(5), b"x" * 5_000_000]))
        signature = hmac.new(self.key, b"".join(frames[:4]), hashlib.sha256).hexdigest().encode()
        if self.random.random() < 0.15:
            signature = self.random.choice([b"", b"0" * 64, signature[:-1], signature + b"0", self.random.randbytes(64)])
        message = [DELIMITER, signature, *frames]
        if self.random.random() < 0.05:
            message = self.random.choice([message[1:], message[:1], [DELIMITER, *message], [b""], [self.random.randbytes(30)]])
        return message

    def subscription(self) -> list[bytes]:
        """What a subscriber might tell the kernel's iopub, which expects a 0 or a 1 and a name."""
        return [self.random.choice([b"", b"\x00", b"\x01", b"\x01stream", b"\x01" + b"\xff" * 2000, self.random.randbytes(9)])]


class Target:
    """A running kernel, and a socket of ours on each of its channels."""

    def __init__(self, running: Kernel):
        self.running = running
        self.context = zmq.Context()
        info = running.manager.get_connection_info()
        kinds = {"hb": zmq.DEALER, "iopub": zmq.XSUB}
        self.sockets = {}
        for name in CHANNELS:
            socket = self.context.socket(kinds.get(name, zmq.DEALER))
            socket.setsockopt(zmq.LINGER, 0)
            socket.setsockopt(zmq.SNDHWM, 0)
            socket.setsockopt(zmq.RCVHWM, 0)
            socket.connect(f"tcp://{info['ip']}:{info[f'{name}_port']}")
            self.sockets[name] = socket

    def send(self, channel: str, frames: list[bytes]) -> None:
        # A heartbeat needs an empty frame in front, which a REQ socket would put there.
        self.sockets[channel].send_multipart([b"", *frames] if channel == "hb" else frames)

    def is_well(self, count: int) -> str | None:
        """What is not answered as it should be, if anything."""
        client = self.running.client
        try:
            if self.running.reply_to(client.is_complete("1"))["content"]["status"] != "complete":
                return "is_complete"
            # A cell of the burst that fails aborts those behind it, as it should: then once more.
            reply, outputs = self.running.run(f"{count} + 1")
            while reply["status"] == "aborted":
                reply, outputs = self.running.run(f"{count} + 1")
            values = [content["data"]["text/plain"] for kind, content in outputs if kind == "execute_result"]
            if reply["status"] != "ok" or values != [str(count + 1)]:
                return f"a cell: {reply}, {values}"
            client.control_channel.send(client.session.msg("kernel_info_request", {}))
            if client.get_control_msg(timeout=TIMEOUT)["content"]["status"] != "ok":
                return "control"
            self.sockets["hb"].send_multipart([b"", b"alive"])
            while self.sockets["hb"].poll(TIMEOUT * 1000):
                if self.sockets["hb"].recv_multipart() == [b"", b"alive"]:
                    return None
            return "the heartbeat"
        except Empty:
            return "a request: no reply"

    def drain(self) -> None:
        for name in ("shell", "control", "iopub", "stdin"):
            while self.sockets[name].poll(0):
                self.sockets[name].recv_multipart()
        self.running.published.clear()

    def close(self) -> None:
        self.context.destroy(linger=0)


def run(messages: int, seed: int, report=lambda sent: None) -> str | None:
    """Sends the messages; what went wrong, if anything did."""
    with notebook_folder() as folder, tempfile.TemporaryFile() as log:
        running = Kernel(folder, stderr=log)
        target = Target(running)
        try:
            running.run('comms.register("fuzz", (comm) => { comm.onMessage = (data) => comm.send(data); });')
            fuzz = Fuzz(seed, running.client.session.key)
            burst = []
            for sent in range(1, messages + 1):
                channel = fuzz.random.choice([*CHANNELS, "shell", "shell", "control"])
                frames = fuzz.subscription() if channel == "iopub" else fuzz.frames()
                burst.append((channel, frames))
                target.send(channel, frames)
                if sent % BURST == 0 or sent == messages:
                    wrong = target.is_well(sent)
                    if wrong:
                        told = "\n".join(f"{channel} {[frame[:300] for frame in frames]}" for channel, frames in burst)
                        return f"seed {seed}: after {sent} messages {wrong} failed; the last ones were\n{told}"
                    target.drain()
                    burst.clear()
                    report(sent)
            return None
        finally:
            target.close()
            running.stop()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()

    def report(sent: int) -> None:
        print(f"\rseed {options.seed}: {sent} messages, all requests answered", end="", flush=True)

    wrong = run(options.messages, options.seed, report)
    print(f"\n{wrong}" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
