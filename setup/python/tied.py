"""Runs a module, `tied.py papermill …`, that ends with the process that started it, however that one ends.

File descriptor 3 is a pipe whose other end that process holds: the system closes it when the process is gone.
"""

import os
import runpy
import signal
import sys
import threading
import time

SECONDS_TO_TIDY_UP = 5


def end_with_starter():
    os.read(3, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_TIDY_UP)
    os.kill(os.getpid(), signal.SIGKILL)


os.set_inheritable(3, False)
threading.Thread(target=end_with_starter, daemon=True).start()
# As `python -m` would have it: the current folder in place of this file's.
sys.path[0] = os.getcwd()
del sys.argv[0]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
