"""BackTrac and the tools it is compared with: how each is called."""
import shutil
import subprocess
from pathlib import Path

import trees
from measure import Command, run

FULL, UNCHANGED, CHANGED, RESTORE = CASES = ("full", "unchanged", "changed", "restore")


class Tool:
	"""One tool with one repository of its own, which begins empty and is discarded after each round."""
	name = ""
	program = ""
	package = None  # Debian's, None when the tool belongs to every system
	about = ""
	can_restore = True

	def __init__(self, folder):
		self.folder = Path(folder)
		self.repository = self.folder / "repository"
		self.restored = self.folder / "restored"
		self.private = self.folder / "private"  # caches, configuration
		self.snapshots = 0

	def is_installed(self):
		return shutil.which(self.program) is not None

	def version(self):
		return _first_line([self.program, "--version"])

	def prepare(self, source):
		"""Makes an empty repository; not timed."""
		self.discard()
		self.private.mkdir(parents=True)
		self._run(self._init(source))

	def backup(self, source, case):
		"""Backs source up as it is in that case and answers what it took."""
		self.snapshots += 1
		return self._run(self._backup(source, case))

	def restore(self):
		"""Restores the newest snapshot into the empty folder restored and answers what it took."""
		self.restored.mkdir()
		return self._run(self._restore())

	def discard(self):
		trees.remove(self.folder)
		self.snapshots = 0

	def _run(self, commands):
		return run(commands, self._environment(), self.private / "log")

	def _environment(self):
		return {}

	def _init(self, source):
		self.repository.mkdir()
		return []

	def _backup(self, source, case):
		raise NotImplementedError

	def _restore(self):
		raise NotImplementedError

	def _snapshot(self, number):
		return self.repository / str(number)


class BackTrac(Tool):
	name = "BackTrac"
	about = "`repo backup`, `repo restore`: each a JVM of its own, started for it; SHA-256 of all content; flushes to disk itself"

	def __init__(self, folder, program, checkout_program):
		super().__init__(folder)
		self.program = str(program)
		self._checkout_program = checkout_program

	def is_installed(self):
		return self._checkout_program is not None or super().is_installed()

	def version(self):
		# A checkout's command first builds what has changed.
		return _first_line([str(self._checkout_program or self.program), "--version"])

	def _init(self, source):
		return [Command([self.program, "repo", "init", self.repository])]

	def _backup(self, source, case):
		return [Command([self.program, "repo", "backup", self.repository, source])]

	def _restore(self):
		return [Command([self.program, "repo", "restore", self.repository, "latest", self.restored])]


class Cp(Tool):
	name = "cp"
	program = "cp"
	about = "full and restore: `cp -a`; unchanged: `cp -al` of the last copy; " \
		"changed: `cp -al`, then `cp -au --remove-destination` of the source, which leaves removed files in the copy"

	def _backup(self, source, case):
		new = self._snapshot(self.snapshots)
		if case == FULL:
			return [Command(["cp", "-a", source, new])]
		link = Command(["cp", "-al", self._snapshot(self.snapshots - 1), new])
		if case == UNCHANGED:
			return [link]
		return [link, Command(["cp", "-au", "--remove-destination", f"{source}/.", new])]

	def _restore(self):
		return [Command(["cp", "-a", f"{self._snapshot(self.snapshots)}/.", self.restored])]


class Rsync(Tool):
	name = "rsync"
	program = "rsync"
	package = "rsync"
	about = "`rsync -a`, from the second backup on with `--link-dest`"

	def _backup(self, source, case):
		link = [] if case == FULL else [f"--link-dest={self._snapshot(self.snapshots - 1)}"]
		return [Command(["rsync", "-a", *link, f"{source}/", self._snapshot(self.snapshots)])]

	def _restore(self):
		return [Command(["rsync", "-a", f"{self._snapshot(self.snapshots)}/", self.restored])]


class Rsnapshot(Tool):
	name = "rsnapshot"
	program = "rsnapshot"
	package = "rsnapshot"
	about = "its default: `cp -al`, then rsync over the copy; has no restore of its own"
	can_restore = False

	def version(self):
		return _first_line(["rsnapshot", "version"])

	def _init(self, source):
		super()._init(source)
		settings = [("config_version", "1.2"), ("snapshot_root", f"{self.repository}/"), ("no_create_root", "1"),
			("cmd_cp", shutil.which("cp")), ("cmd_rm", shutil.which("rm")), ("cmd_rsync", shutil.which("rsync")),
			("retain", "daily", "7"), ("verbose", "2"), ("lockfile", f"{self.private}/lock"),
			("backup", f"{source}/", "localhost/")]
		self._configuration().write_text("".join("\t".join(setting) + "\n" for setting in settings))
		return []

	def _backup(self, source, case):
		return [Command(["rsnapshot", "-c", self._configuration(), "daily"])]

	def _configuration(self):
		return self.private / "rsnapshot.conf"


class Restic(Tool):
	name = "restic"
	program = "restic"
	package = "restic"
	about = "default compression; always encrypts; flushes to disk itself; repository checks while it works are part of it"

	def version(self):
		return _first_line(["restic", "version"])

	def _environment(self):
		return {"RESTIC_REPOSITORY": str(self.repository), "RESTIC_PASSWORD": "bench", "RESTIC_CACHE_DIR": str(self.private / "cache")}

	def _init(self, source):
		return [Command(["restic", "--quiet", "init"])]

	def _backup(self, source, case):
		return [Command(["restic", "--quiet", "backup", "."], folder=source)]

	def _restore(self):
		return [Command(["restic", "--quiet", "restore", "latest", "--target", self.restored])]


class Borg(Tool):
	name = "borg"
	program = "borg"
	package = "borgbackup"
	about = "default compression; no encryption; flushes to disk itself"

	def _environment(self):
		return {"BORG_REPO": str(self.repository), "BORG_BASE_DIR": str(self.private),
			"BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK": "yes"}

	def _init(self, source):
		return [Command(["borg", "init", "--encryption", "none"])]

	def _backup(self, source, case):
		return [Command(["borg", "create", f"::{self.snapshots}", "."], folder=source)]

	def _restore(self):
		return [Command(["borg", "extract", f"::{self.snapshots}"], folder=self.restored)]


PEERS = [Cp, Rsync, Rsnapshot, Restic, Borg]


def _first_line(arguments):
	"""What a program says of its version. Raises CalledProcessError when it fails."""
	lines = subprocess.run(arguments, check=True, text=True, stdout=subprocess.PIPE).stdout.strip().splitlines()
	return lines[0] if lines else "unknown"
