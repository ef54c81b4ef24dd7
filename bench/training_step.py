"""What the peers of the bench share: the sizes of the training step, and the conversation with the bench."""

import sys
import time

BATCH, ROWS, LAYERS = 64, 6000, (784, 100, 100, 10)
LEARNING_RATE, BETA1, BETA2, EPSILON = 1e-3, 0.9, 0.999, 1e-8


def serve(prepare):
    """Runs `python training_step_….py REPLICAS UPDATES`: for each line read one call, answered with its milliseconds.

    `prepare(replicas, updates)` returns a function that makes that many updates of all replicas and waits for them.
    """
    run = prepare(*map(int, sys.argv[1:]))
    for _ in sys.stdin:
        start = time.perf_counter()
        run()
        print((time.perf_counter() - start) * 1e3, flush=True)
