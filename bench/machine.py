"""What the numbers were measured on."""
import os
import platform
import subprocess
from pathlib import Path

WITHOUT_JOURNAL = "ext4 without a journal"
CHECKOUT = Path(__file__).resolve().parent.parent


def describe(work):
	"""Facts for people, in the order in which they are shown."""
	return {
		"processor": f"{_field('/proc/cpuinfo', 'model name')}, {len(os.sched_getaffinity(0))} cores",
		"memory": f"{int(_field('/proc/meminfo', 'MemTotal').split()[0]) / (1 << 20):.0f} GiB",
		"system": f"{_field('/etc/os-release', 'PRETTY_NAME', '=').strip(chr(34))}, {platform.system()} {platform.release()}",
		"file system": file_system(work),
		"Java": _java(),
		"Python": platform.python_version(),
		"load at start": f"{os.getloadavg()[0]:.1f}",
	}


def file_system(folder):
	"""What holds the folder, such as "ext4" or "ext4 without a journal"."""
	device = os.stat(folder).st_dev
	numbers = f"{os.major(device)}:{os.minor(device)}"
	for line in Path("/proc/self/mountinfo").read_text().splitlines():
		mount, _, mounted = line.partition(" - ")
		if mount.split()[2] == numbers:
			kind, source = mounted.split()[:2]
			has_journal = any(Path("/proc/fs/jbd2").glob(f"{Path(source).name}-*"))
			return kind if kind != "ext4" or has_journal else WITHOUT_JOURNAL
	return "unknown"


def _field(file, name, separator=":"):
	try:
		lines = Path(file).read_text().splitlines()
	except OSError:
		return "unknown"
	for line in lines:
		key, _, value = line.partition(separator)
		if key.strip() == name:
			return value.strip()
	return "unknown"


def _java():
	script = '. "$1" && find_java && "$BACKTRAC_JAVA" --version'
	done = subprocess.run(["sh", "-c", script, "sh", CHECKOUT / "backtrac.dist/bin/find-java"],
		check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
	return done.stdout.splitlines()[0] if done.returncode == 0 else "none"
