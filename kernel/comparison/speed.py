"""How quick several Jupyter kernels are, in one run.

    python kernel/comparison/speed.py python3 deno tslab momenta

prints one row for each piece of work, one column for each kernel (names of installed kernelspecs), in ms: the median of
ten, of five where a kernel has to start.
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
    "round trip of a trivial cell": trivial_cell,
    "completion": completion,
    "completion, libraries imported": completion_in_libraries,
}


def main(kernels: list[str]) -> None:
    print("| ms |", " | ".join(kernels), "|")
    print("|---|" + "---|" * len(kernels))
    for title, work in WORK.items():
        cells = [f"{statistics.median(durations):.0f}" if (durations := work(name)) else "–" for name in kernels]
        print(f"| {title} |", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
