#!/usr/bin/env python3
"""Measures BackTrac against the tools people use today. See README.md beside this file."""
import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from datetime import datetime, timezone
from pathlib import Path

import data
import image
import machine
import report
import targets
import trees
from install import install
from session import Session, steps
from tools import CASES, PEERS, BackTrac

NAMES = [BackTrac.name.lower(), *(peer.name for peer in PEERS)]


def arguments():
	parser = argparse.ArgumentParser(prog="backtrac bench", description=__doc__.splitlines()[0])
	parser.add_argument("--data", nargs="+", choices=data.MAKERS, default=data.DEFAULT,
		help=f"data sets (default: {' '.join(data.DEFAULT)})")
	parser.add_argument("--cases", nargs="+", choices=CASES, default=list(CASES), help="default: all; full is always measured")
	parser.add_argument("--skip", nargs="+", choices=NAMES, default=[], metavar="TOOL", help=f"leave out: {', '.join(NAMES)}")
	parser.add_argument("--rounds", type=positive(int), default=5, help="how often each case runs (default: 5)")
	parser.add_argument("--scale", type=positive(float), default=1.0,
		help="size of the data: 0.1 is a tenth of the small files, of each large file")
	parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "backtrac-bench",
		help="folder for data and repositories, on the file system to measure (default: %(default)s)")
	parser.add_argument("--image", type=positive(int), nargs="?", const=24, metavar="GB",
		help="work on a new ext4 in a file in the work folder, mounted there; needs root (default size: 24)")
	parser.add_argument("--output", type=Path, help="write the tables to this file, too")
	parser.add_argument("--json", type=Path, help="write all raw numbers to this file")
	parser.add_argument("--backtrac", type=Path, help="bin/backtrac of a distribution (default: the checkout's, built if needed)")
	parser.add_argument("--no-install", action="store_true", help="install no missing peers")
	parser.add_argument("--clean", action="store_true", help="remove the data of earlier calls, measure nothing")
	return parser.parse_args()


def positive(kind):
	def parse(text):
		value = kind(text)
		if value <= 0:
			raise argparse.ArgumentTypeError(f"{text} is not above 0")
		return value
	return parse


def say(text):
	print(text, file=sys.stderr, flush=True)


def own_folder(path):
	"""Makes the work folder, or refuses one that somebody else could change."""
	path.mkdir(mode=0o700, parents=True, exist_ok=True)
	if path.stat().st_uid != os.geteuid():
		raise SystemExit(f"backtrac bench: {path} belongs to another user: name a folder of yours with --work")
	return path.resolve()


def clean(work):
	image.remove(work)
	trees.remove(work / "turns")
	trees.remove(work / "data")
	if not any(work.iterdir()):
		work.rmdir()


def make_tools(options, work):
	program = options.backtrac or machine.CHECKOUT / "backtrac.dist/target/backtrac/bin/backtrac"
	backtrac = BackTrac(work / "backtrac", program.absolute(), None if options.backtrac else machine.CHECKOUT / "backtrac")
	tools = [backtrac, *(peer(work / peer.name) for peer in PEERS)]
	return [tool for tool in tools if tool.name.lower() not in options.skip]


def require_room(data_set, tools, cases, work):
	"""Refuses when the disk could fill: each tool's repository, one restored copy, folders of three snapshots."""
	repositories = len(tools) if len(steps(data_set.name, cases)) > 1 else 1
	counts = data_set.counts
	space = os.statvfs(work)
	block = space.f_frsize
	needed = (repositories + 1) * (counts.bytes + (counts.files + 3 * counts.folders) * block)
	inodes = (repositories + 1) * (counts.files + 3 * counts.folders)
	if needed > space.f_bavail * block or inodes > space.f_favail > 0:
		raise SystemExit(f"backtrac bench: {data_set.name} needs up to {needed / 1e9:.0f} GB and {inodes:,} inodes free in {work}: "
			"make room, name another folder with --work, or use --scale or --skip")


def measure(name, options, tools, work):
	data_set = data.DataSet(name, options.scale, work / "data")
	say(f"{name}: making or checking the data")
	data_set.make()
	require_room(data_set, tools, options.cases, work)
	return Session(data_set, tools, options.rounds, options.cases, say).run()


def measure_all(options, work):
	tools = make_tools(options, work / "turns")
	if not options.no_install:
		install([tool.package for tool in tools if tool.package and not tool.is_installed()], say)
	facts = {"date": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"), **machine.describe(work)}
	if facts["file system"] == machine.WITHOUT_JOURNAL:
		say("beware: without a journal ext4 is up to ten times slower to make files in the minutes after others were removed; see --image")
	present = [tool for tool in tools if tool.is_installed()]
	tool_facts = [(tool.name, tool.version() if tool in present else None, tool.about) for tool in tools]
	try:
		all_results = [measure(name, options, present, work) for name in options.data]
	finally:
		trees.remove(work / "turns")
	return facts, tool_facts, all_results, targets.verdicts(all_results)


def main():
	options = arguments()
	work = own_folder(options.work)
	if options.clean:
		return clean(work)
	with image.mounted(work, options.image) if options.image else nullcontext(work) as folder:
		measured = measure_all(options, folder)
	text = report.markdown(*measured)
	print(text, end="")
	if options.output:
		options.output.write_text(text)
	if options.json:
		options.json.write_text(json.dumps(report.document(*measured), indent=1) + "\n")


if __name__ == "__main__":
	signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
	try:
		main()
	except KeyboardInterrupt:
		sys.exit(130)
	except subprocess.CalledProcessError as failure:
		sys.exit(f"backtrac bench: {failure}")
