import sys
import tempfile
import unittest
from pathlib import Path

from measure import Command, CommandFailed, Usage, run


class RunTest(unittest.TestCase):
	def setUp(self):
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.folder = Path(folder.name)
		self.log = self.folder / "log"

	def python(self, script):
		return run([Command([sys.executable, "-I", "-S", "-c", script])], {}, self.log)

	def test_cpu(self):
		usage = self.python("import time\nwhile time.process_time() < 0.2: pass")
		self.assertGreaterEqual(usage.user_seconds + usage.system_seconds, 0.19)
		self.assertGreaterEqual(usage.seconds, 0.19)

	def test_peak_is_the_command_s_own(self):
		ballast = b"x" * (200 << 20)
		small, large = self.python("pass"), self.python("b'x' * (100 << 20)")
		self.assertLess(small.peak_bytes, 50 << 20)
		self.assertGreater(large.peak_bytes, 100 << 20)
		self.assertLess(large.peak_bytes, len(ballast))

	def test_peak_of_a_child(self):
		usage = self.python(f"import subprocess\nsubprocess.run([{sys.executable!r}, '-c', \"b'x' * (100 << 20)\"])")
		self.assertGreater(usage.peak_bytes, 100 << 20)

	def test_commands_add_up(self):
		self.assertEqual(Usage(3, 5, 7, 20), Usage(1, 2, 3, 20) + Usage(2, 3, 4, 10))

	def test_folder_and_environment(self):
		run([Command(["sh", "-c", 'pwd; echo "$GREETING"'], folder=self.folder)], {"GREETING": "hello"}, self.log)
		self.assertEqual(f"{self.folder.resolve()}\nhello\n", self.log.read_text())

	def test_failure_says_the_last_line(self):
		with self.assertRaisesRegex(CommandFailed, "ended with 3: the disk is full"):
			run([Command(["sh", "-c", "echo working; echo the disk is full >&2; exit 3"])], {}, self.log)

	def test_missing_program(self):
		with self.assertRaisesRegex(CommandFailed, "did not start: .*No such file"):
			run([Command(["no-such-program-here"])], {}, self.log)
