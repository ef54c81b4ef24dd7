"""What the peers of the bench share: the sizes of the training step, the clock, the command line."""

import argparse
import json
import statistics
import time

BATCH, ROWS, LAYERS = 64, 6000, (784, 100, 100, 10)
LEARNING_RATE, BETA1, BETA2, EPSILON = 1e-3, 0.9, 0.999, 1e-8
REPEATS = 5


def measure(engine, prepare):
    """For each number of replicas asked for, prints the median milliseconds of one update of all replicas.

    `prepare(replicas, updates)` returns a function that makes that many updates and waits for them.
    """
    parser = argparse.ArgumentParser(description=f"One training step in {engine}.")
    parser.add_argument("--replicas", type=int, nargs="+", default=[1, 25])
    parser.add_argument("--json", action="store_true", help="one JSON line a measurement")
    arguments = parser.parse_args()
    for replicas in arguments.replicas:
        updates = 400 if replicas < 5 else 60
        run = prepare(replicas, updates)
        run()  # warm-up: compiles, allocates
        milliseconds = statistics.median(seconds(run) for _ in range(REPEATS)) / updates * 1e3
        result = {"name": "training step", "engine": engine, "replicas": replicas, "msPerUpdate": round(milliseconds, 4)}
        print(json.dumps(result) if arguments.json else f"{engine:8} {replicas:3} replicas {milliseconds:8.3f} ms", flush=True)


def seconds(run):
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
