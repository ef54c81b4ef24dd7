"""What each of several Jupyter kernels does, found out by asking it.

    python kernel/comparison/compare.py python3 deno tslab momenta

prints one row for each feature, one column for each kernel (names of installed kernelspecs): yes, no, or what was seen.
Every cell comes from a kernel of its own, so that one that dies takes only that cell with it, and from a second and a third
where the first did not say yes: on a busy machine a kernel may be late for once.
"""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass, field
from queue import Empty
from typing import Callable

from jupyter_client.manager import KernelManager

WAIT = 15
ATTEMPTS = 3


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@dataclass
class Cell:
    """A cell's reply, and what was published for it."""

    reply: dict
    messages: list[dict] = field(default_factory=list)

    def of(self, kind: str) -> list[dict]:
        return [message["content"] for message in self.messages if message["msg_type"] == kind]

    @property
    def results(self) -> list[str]:
        """The last expression's value in text, without colours."""
        return [plain(content["data"]["text/plain"]) for content in self.of("execute_result")]

    @property
    def text(self) -> str:
        return "".join(content["text"] for content in self.of("stream"))


class Kernel:
    """A running kernel."""

    def __init__(self, name: str) -> None:
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=30)
        self.python = self.manager.kernel_spec.language == "python"

    def code(self, python: str, typescript: str) -> str:
        return python if self.python else typescript

    def run(self, python: str, typescript: str, **options) -> Cell:
        return self.collect(self.client.execute(self.code(python, typescript), **options))

    def collect(self, request: str) -> Cell:
        """The cell of an execute request, complete with its idle status."""
        return Cell(self.reply(request), self.published(request))

    def reply(self, request: str) -> dict:
        while True:
            message = self.client.get_shell_msg(timeout=WAIT)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def published(self, request: str) -> list[dict]:
        messages = []
        while True:
            message = self.client.get_iopub_msg(timeout=WAIT)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return messages
            messages.append(message)

    def stop(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def kernel_info_status(kernel: Kernel) -> str:
    content = kernel.reply(kernel.client.kernel_info())
    return f"{'yes' if content.get('status') == 'ok' else 'no'}, {content['protocol_version']}"


def execute_input(kernel: Kernel) -> bool:
    return bool(kernel.run("1", "1").of("execute_input"))


def execute_result(kernel: Kernel) -> bool:
    return kernel.run("1 + 1", "1 + 1").results == ["2"]


FAIL = ("raise ValueError('no')", "throw new RangeError('no')")


def error_message(kernel: Kernel) -> bool:
    cell = kernel.run(*FAIL)
    errors = cell.of("error")
    return bool(errors) and errors[0]["evalue"] == "no" and cell.reply.get("ename") == errors[0]["ename"] != ""


def traceback_names_line(kernel: Kernel) -> bool:
    errors = kernel.run("x = 1\nraise ValueError('no')", "const x = 1;\nthrow new RangeError('no')").of("error")
    lines = plain("\n".join(errors[0]["traceback"])) if errors else ""
    return ("---> 2" in lines or ":2:" in lines or "> 2 |" in lines) and "node_modules" not in lines


def aborts_queued(kernel: Kernel) -> bool:
    requests = [kernel.client.execute(code) for code in (kernel.code(*FAIL), "1", "1", "1")]
    return [kernel.reply(request)["status"] for request in requests] == ["error"] + 3 * ["aborted"]


def stop_on_error_false(kernel: Kernel) -> bool:
    requests = [kernel.client.execute(kernel.code(*FAIL), stop_on_error=False), kernel.client.execute("1")]
    return [kernel.reply(request)["status"] for request in requests] == ["error", "ok"]


def silent(kernel: Kernel) -> bool:
    cell = kernel.run("1", "1", silent=True)
    return not cell.of("execute_input") and not cell.of("execute_result")


def user_expressions(kernel: Kernel) -> bool:
    cell = kernel.run("a = 3", "const a = 3", user_expressions={"sum": "a + 1", "bad": "nothing"})
    values = cell.reply.get("user_expressions", {})
    return plain(values.get("sum", {}).get("data", {}).get("text/plain", "")) == "4" and values["bad"]["status"] == "error"


RICH = (
    "class Rich:\n  def _repr_mimebundle_(self, **_):\n    return {'text/html': '<b>1</b>', 'text/plain': '1'}\nRich()",
    "({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>1</b>', 'text/plain': '1' }) })",
)


def rich_bundle(kernel: Kernel) -> bool:
    return any(set(content["data"]) >= {"text/html", "text/plain"} for content in kernel.run(*RICH).of("execute_result"))


IS_COMPLETE = (
    ("x = 1", "const x = 1;", "complete"),
    ("for i in range(3):", "for (let i = 0; i < 3; i++) {", "incomplete"),
    ("x = = 1", "const x = = 1;", "invalid"),
)


def is_complete(kernel: Kernel) -> str:
    answers = [
        kernel.reply(kernel.client.is_complete(kernel.code(python, typescript)))["status"] == status
        for python, typescript, status in IS_COMPLETE
    ]
    return f"{sum(answers)} of 3"


def completion(kernel: Kernel) -> bool:
    kernel.run("alphabet = 1", "const alphabet = 1")
    return "alphabet" in kernel.reply(kernel.client.complete("alpha", 5)).get("matches", [])


def inspection(kernel: Kernel) -> bool:
    kernel.run("def f(a):\n  'adds'\n  return a", "/** adds */\nfunction f(a: number) { return a }")
    content = kernel.reply(kernel.client.inspect("f", 1))
    return content.get("found") is True and "adds" in content["data"]["text/plain"]


def history(kernel: Kernel) -> str:
    kernel.run("1 + 41", "1 + 41")
    asked = (
        kernel.client.history(hist_access_type="tail", n=1),
        kernel.client.history(hist_access_type="range", session=0, start=1, stop=2),
        kernel.client.history(hist_access_type="search", pattern="1 + 4*", n=1),
    )
    found = [any(entry[2] == "1 + 41" for entry in kernel.reply(request).get("history", [])) for request in asked]
    return f"{sum(found)} of 3"


def standard_input(kernel: Kernel) -> bool:
    # Deno asks with the browser's prompt.
    typescript = "const g = globalThis as any;\nconsole.log(await (g.input ?? g.prompt)('who?'))"
    request = kernel.client.execute(kernel.code("print(input('who?'))", typescript))
    asked = kernel.client.get_stdin_msg(timeout=5)
    kernel.client.input("me")
    return asked["content"]["prompt"] == "who?" and "me" in kernel.collect(request).text


def comms(kernel: Kernel) -> bool:
    message = kernel.client.session.msg("comm_info_request", {})
    kernel.client.shell_channel.send(message)
    return "comms" in kernel.reply(message["header"]["msg_id"])


LOOP = (
    "import time\nend = time.time() + 6\nprint('begun', flush=True)\nwhile time.time() < end: pass",
    "const end = Date.now() + 6000;\nconsole.log('begun');\nwhile (Date.now() < end) {}",
)


def heartbeat(kernel: Kernel) -> bool:
    request = kernel.client.execute(kernel.code(*LOOP))
    start = time.time()
    while time.time() - start < 4:
        kernel.client.hb_channel.unpause()
        if not kernel.client.hb_channel.is_beating():
            return False
        time.sleep(0.2)
    kernel.collect(request)
    return True


def output_at_once(kernel: Kernel) -> bool:
    start = time.time()
    request = kernel.client.execute(kernel.code(*LOOP))
    while True:
        message = kernel.client.get_iopub_msg(timeout=WAIT)
        if message["msg_type"] == "stream":
            break
    seen = time.time() - start
    kernel.collect(request)
    return seen < 4


def interrupts(kernel: Kernel, python: str, typescript: str) -> bool:
    kernel.run("kept = 7", "const kept = 7")
    request = kernel.client.execute(kernel.code(python, typescript))
    while kernel.client.get_iopub_msg(timeout=WAIT)["msg_type"] != "stream":
        pass
    kernel.manager.interrupt_kernel()
    if kernel.reply(request)["status"] != "error":
        return False
    return kernel.run("kept", "kept").results == ["7"]


def interrupt_loop(kernel: Kernel) -> bool:
    return interrupts(kernel, "print(1, flush=True)\nwhile True: pass", "console.log(1); while (true) {}")


def interrupt_await(kernel: Kernel) -> bool:
    return interrupts(
        kernel,
        "import asyncio\nprint(1, flush=True)\nawait asyncio.sleep(60)",
        "console.log(1); await new Promise((done) => setTimeout(done, 60000))",
    )


def late_output(kernel: Kernel) -> bool:
    request = kernel.client.execute(
        kernel.code(
            "import asyncio\nasync def late():\n  await asyncio.sleep(1)\n  print('late', flush=True)\ntask = asyncio.create_task(late())",
            "setTimeout(() => console.log('late'), 1000)",
        )
    )
    kernel.collect(request)
    kernel.run("2", "2")
    while True:
        message = kernel.client.get_iopub_msg(timeout=5)
        if message["msg_type"] == "stream":
            return message["parent_header"]["msg_id"] == request


def exit_survived(kernel: Kernel) -> bool:
    request = kernel.client.execute(kernel.code("import sys; sys.exit(3)", "process.exit(3)"))
    kernel.reply(request)
    return kernel.run("1 + 1", "1 + 1").reply["status"] == "ok"


def forged(kernel: Kernel) -> bool:
    session = kernel.client.session
    key, session.key = session.key, b"forged"
    request = kernel.client.execute("1")
    session.key = key
    fine = kernel.client.execute("2")
    ids = []
    while fine not in ids:
        ids.append(kernel.client.get_shell_msg(timeout=WAIT)["parent_header"].get("msg_id"))
    return request not in ids


def top_level_await(kernel: Kernel) -> bool:
    cell = kernel.run("import asyncio\nawait asyncio.sleep(0, 5)", "await Promise.resolve(5)")
    return cell.results == ["5"]


def type_error_before_running(kernel: Kernel) -> bool:
    cell = kernel.run("print('ran')\nx: int = 'a'", "console.log('ran');\nconst x: number = 'a'")
    return cell.reply["status"] == "error" and "ran" not in cell.text


def fifty_megabytes(kernel: Kernel) -> bool:
    request = kernel.client.execute(
        kernel.code("for _ in range(50): print('x' * 1_000_000)", "for (let i = 0; i < 50; i++) console.log('x'.repeat(1e6))")
    )
    return kernel.collect(request).reply["status"] == "ok" and kernel.run("1", "1").reply["status"] == "ok"


def restart_echoed(kernel: Kernel) -> bool:
    message = kernel.client.session.msg("shutdown_request", {"restart": True})
    kernel.client.control_channel.send(message)
    return kernel.client.get_control_msg(timeout=WAIT)["content"].get("restart") is True


FEATURES: dict[str, Callable[[Kernel], bool | str]] = {
    "kernel_info_reply with status, protocol": kernel_info_status,
    "execute_input": execute_input,
    "execute_result": execute_result,
    "error on iopub and in the reply": error_message,
    "traceback names the cell's line, no internals": traceback_names_line,
    "queued cells aborted after an error": aborts_queued,
    "stop_on_error=false": stop_on_error_false,
    "silent": silent,
    "user_expressions": user_expressions,
    "several MIME types in one output": rich_bundle,
    "is_complete: complete, incomplete, invalid": is_complete,
    "completion of a name of an earlier cell": completion,
    "inspection with documentation": inspection,
    "history: tail, range, search": history,
    "input from the user": standard_input,
    "comm_info": comms,
    "heartbeat during a synchronous loop": heartbeat,
    "output during a synchronous loop": output_at_once,
    "interrupt of a synchronous loop, state kept": interrupt_loop,
    "interrupt of an await, state kept": interrupt_await,
    "late output parented to its cell": late_output,
    "exit in a cell survived": exit_survived,
    "forged message dropped": forged,
    "top-level await": top_level_await,
    "type error before anything runs": type_error_before_running,
    "50 MB of output": fifty_megabytes,
    "shutdown_reply echoes restart": restart_echoed,
}


def ask(name: str, feature: Callable[[Kernel], bool | str]) -> str:
    kernel = Kernel(name)
    try:
        answer = feature(kernel)
    except Empty:
        return "no answer"
    except (KeyError, IndexError) as error:
        return f"no ({error})"
    finally:
        kernel.stop()
    return answer if isinstance(answer, str) else "yes" if answer else "no"


def ask_again(name: str, feature: Callable[[Kernel], bool | str]) -> str:
    """The first yes of at most three answers, else the last."""
    for _ in range(ATTEMPTS):
        answer = ask(name, feature)
        if answer.startswith(("yes", "3 of 3")):
            break
    return answer


def main(kernels: list[str]) -> None:
    print("| |", " | ".join(kernels), "|")
    print("|---|" + "---|" * len(kernels))
    for title, feature in FEATURES.items():
        print(f"| {title} |", " | ".join(ask_again(name, feature) for name in kernels), "|", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
