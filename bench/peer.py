"""The conversation of a peer in Python with the bench."""

import json
import sys
import time


def serve(prepare):
    """Reads one line of settings, then for each line makes one call and answers with its milliseconds.

    `prepare(**settings)` returns a function that does the work of one call and waits for it.
    """
    run = prepare(**json.loads(sys.stdin.readline()))
    for _ in sys.stdin:
        start = time.perf_counter()
        run()
        print((time.perf_counter() - start) * 1e3, flush=True)
