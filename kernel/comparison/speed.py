"""How quick several Jupyter kernels are, in one run.

    python kernel/comparison/speed.py python3 deno tslab momenta

prints one row for each piece of work, one column for each kernel (names of installed kernelspecs), in ms: the median of
ten, of five where a kernel has to start; then resident memory in MB (on Linux): of the kernel's process alone, after its first
cell and after a thousand that declare the same names.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import Callable

from compare import Kernel


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def start(name: str) -> list[float]:
    durations = []
    for _ in range(5):
        kernels = []
        durations.append(milliseconds(lambda: kernels.append(Kernel(name))))
        kernels[0].stop()
    return durations


def trivial_cell(name: str) -> list[float]:
    return repeated(name, lambda kernel, attempt: kernel.run(f"1 + {attempt}", f"1 + {attempt}"))


def first_cell(name: str) -> list[float]:
    """Asked for as soon as the kernel says that it is ready."""
    durations = []
    for attempt in range(5):
        kernel = Kernel(name)
        durations.append(milliseconds(lambda: kernel.run(f"1 + {attempt}", f"1 + {attempt}")))
        kernel.stop()
    return durations


def resident(kernel: Kernel) -> float:
    with open(f"/proc/{kernel.manager.provisioner.process.pid}/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))


def memory(name: str) -> list[float]:
    kernel = Kernel(name)
    try:
        kernel.run("1 + 1", "1 + 1")
        return [resident(kernel)]
    finally:
        kernel.stop()


def memory_after_cells(name: str) -> list[float]:
    kernel = Kernel(name)
    try:
        for turn in range(1000):
            kernel.run(f"a = {turn}\ndef f(): return a\nf()", f"let a = {turn}; const f = () => a; class C {{ x = {turn}; }}\nf()")
        return [resident(kernel)]
    finally:
        kernel.stop()


def completion(name: str) -> list[float]:
    def ask(kernel: Kernel, attempt: int) -> None:
        code = " " * attempt + kernel.code("json.du", "Math.ab")
        kernel.reply(kernel.client.complete(code, len(code)))

    return repeated(name, ask)


def completion_in_libraries(name: str) -> list[float]:
    """In a notebook that has imported NumPy, or Momenta's library and TensorFlow."""

    def ask(kernel: Kernel, attempt: int) -> None:
        code = " " * attempt + kernel.code("numpy.te", "tf.te")
        kernel.reply(kernel.client.complete(code, len(code)))

    return repeated(name, ask, "import numpy", 'import * as momenta from "momenta";\nimport * as tf from "@tensorflow/tfjs";')


def repeated(name: str, work: Callable[[Kernel, int], object], *before: str) -> list[float]:
    kernel = Kernel(name)
    try:
        if before and kernel.run(*before).reply["status"] != "ok":
            return []
        work(kernel, 0)
        return [milliseconds(lambda: work(kernel, attempt)) for attempt in range(1, 11)]
    finally:
        kernel.stop()


WORK = {
    "kernel ready": start,
    "first cell": first_cell,
    "round trip of a trivial cell": trivial_cell,
    "completion": completion,
    "completion, libraries imported": completion_in_libraries,
    "resident memory after the first cell, MB": memory,
    "resident memory after 1,000 cells, MB": memory_after_cells,
}


def main(kernels: list[str]) -> None:
    print("| ms |", " | ".join(kernels), "|")
    print("|---|" + "---|" * len(kernels))
    for title, work in WORK.items():
        cells = [f"{statistics.median(durations):.0f}" if (durations := work(name)) else "–" for name in kernels]
        print(f"| {title} |", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
