"""Runs one command and writes what it took to a file descriptor: launch.py DESCRIPTOR PROGRAM ARGUMENT…

One line: exit status, seconds, seconds of user CPU, seconds of system CPU, peak resident KiB.

This is a process of its own because Linux counts the memory of the process that starts a command into the peak of the
command. This one is small; its own size, about 9 MB, is the least peak that can be seen.
"""
import os
import sys
from time import perf_counter


def main():
	descriptor = int(sys.argv[1])
	os.set_inheritable(descriptor, False)
	started = perf_counter()
	process = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
	_, status, usage = os.wait4(process, 0)
	seconds = perf_counter() - started
	line = f"{os.waitstatus_to_exitcode(status)} {seconds} {usage.ru_utime} {usage.ru_stime} {usage.ru_maxrss}\n"
	os.write(descriptor, line.encode())


if __name__ == "__main__":
	main()
