"""`measure.py LIMIT COMMAND...` runs a command, kills it after LIMIT seconds, and tells on file descriptor 3, as JSON, its wall time and the time of all processors in seconds,
its peak memory in bytes and how it ended.

Peak memory is the resident set of the process as the kernel kept it or, where it has children, the largest sum over all of them of
the memory that is their own share (proportional set size), looked at twenty times a second.
"""

import json
import os
import signal
import sys
from pathlib import Path
from time import perf_counter

every = 0.05


def descendants(pid):
    """The process and all below it."""
    pids = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            pids += descendants(int(child))
    return pids


def share(pid):
    """The proportional set size of a process in bytes; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def look(pid):
    """The memory of the process with its children; 0 where it has none."""
    try:
        pids = descendants(pid)
    except OSError:
        return 0
    return sum(map(share, pids)) if len(pids) > 1 else 0


signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
started = perf_counter()
limit, command = float(sys.argv[1]), sys.argv[2:]
child = os.posix_spawnp(command[0], command, os.environ, setsigmask=[])
together = 0
ended = (0, 0, None)
while ended[0] == 0:
    signal.sigtimedwait([signal.SIGCHLD], every)
    ended = os.wait4(child, os.WNOHANG)
    if ended[0] == 0:
        together = max(together, look(child))
    if ended[0] == 0 and perf_counter() - started > limit:
        os.kill(child, signal.SIGKILL)
seconds = perf_counter() - started
_, status, usage = ended
told = {"seconds": seconds, "processor": usage.ru_utime + usage.ru_stime, "peak": max(usage.ru_maxrss * 1024, together), "code": os.waitstatus_to_exitcode(status)}
os.write(3, json.dumps(told).encode())
