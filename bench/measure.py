"""Runs commands and says what they took."""
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

LAUNCHER = Path(__file__).with_name("launch.py")


@dataclass(frozen=True)
class Command:
	arguments: list
	folder: Path | None = None  # where it runs; None is here


@dataclass(frozen=True)
class Usage:
	"""What a command and all processes that it waited for took. The peak is that of the largest single one of them."""
	seconds: float = 0.0
	user_seconds: float = 0.0
	system_seconds: float = 0.0
	peak_bytes: int = 0

	def __add__(self, other):
		return Usage(self.seconds + other.seconds, self.user_seconds + other.user_seconds,
			self.system_seconds + other.system_seconds, max(self.peak_bytes, other.peak_bytes))


class CommandFailed(Exception):
	pass


def run(commands, environment, log):
	"""Runs the commands one after the other and answers what all took. What they print goes to the file log."""
	total = Usage()
	for command in commands:
		total += _run(command, {**os.environ, **environment}, log)
	return total


def _run(command, environment, log):
	arguments = [str(argument) for argument in command.arguments]
	read_end, write_end = os.pipe()
	with open(read_end) as report, open(log, "ab") as output:
		start = output.tell()
		try:
			launcher = subprocess.Popen([sys.executable, "-I", "-S", str(LAUNCHER), str(write_end), *arguments],
				pass_fds=[write_end], cwd=command.folder, env=environment,
				stdin=subprocess.DEVNULL, stdout=output, stderr=output)
		finally:
			os.close(write_end)
		with launcher:
			line = report.readline()
	if not line:
		raise CommandFailed(f"{' '.join(arguments)}: did not start: {_last_line(log, start)}")
	status, seconds, user, system, peak = line.split()
	if status != "0":
		raise CommandFailed(f"{' '.join(arguments)}: ended with {status}: {_last_line(log, start)}")
	return Usage(float(seconds), float(user), float(system), int(peak) * 1024)


def _last_line(log, start):
	with open(log, "rb") as file:
		file.seek(start)
		lines = file.read().decode(errors="replace").strip().splitlines()
	return lines[-1] if lines else "it said nothing"
