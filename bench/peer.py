"""The conversation of a peer in Python with the bench."""

import json
import os
import sys
import threading
import time


def serve(prepare):
    """Reads one line of settings, then for each line makes one call and answers with its milliseconds.

    `prepare(**settings)` returns a function that does the work of one call and waits for it.
    """
    threading.Thread(target=end_when_orphaned, args=[os.getppid()], daemon=True).start()
    run = prepare(**json.loads(sys.stdin.readline()))
    for _ in sys.stdin:
        start = time.perf_counter()
        run()
        print((time.perf_counter() - start) * 1e3, flush=True)


def end_when_orphaned(parent):
    """Ends the peer when the bench is gone, in the middle of a call, too."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
