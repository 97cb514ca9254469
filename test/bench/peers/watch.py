"""Watches a process with all that it starts: python watch.py PID [kill]

Prints a line every tenth of a second, until the process is gone: the resident memory of all of them in bytes, and the
seconds of processor time that they took so far, those that have ended included. With `kill` it ends them all instead.
"""

import sys
import time

import psutil

EVERY = 0.1


def family(root: psutil.Process) -> list[psutil.Process]:
    return [root, *root.children(recursive=True)]


def watch(root: psutil.Process) -> None:
    processor: dict[int, float] = {}
    while root.is_running() and root.status() != psutil.STATUS_ZOMBIE:
        memory = 0
        for process in family(root):
            try:
                with process.oneshot():
                    memory += process.memory_info().rss
                    times = process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            processor[process.pid] = times.user + times.system
        print(memory, round(sum(processor.values()), 2), flush=True)
        time.sleep(EVERY)


def main() -> None:
    try:
        root = psutil.Process(int(sys.argv[1]))
        if sys.argv[2:] == ["kill"]:
            for process in reversed(family(root)):
                process.kill()
        else:
            watch(root)
    except psutil.NoSuchProcess:
        pass  # It has ended.


main()
