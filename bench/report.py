"""The results as Markdown for people and as JSON for programs."""
from dataclasses import asdict

from results import spread
from tools import BackTrac, CASES, CHANGED, FULL, RESTORE, UNCHANGED

TITLES = {
	FULL: "Full backup into an empty repository",
	UNCHANGED: "Backup, nothing changed",
	CHANGED: "Backup, 1 % of the files changed, 0.25 % removed, 0.25 % added",
	RESTORE: "Restore of the newest snapshot into an empty folder",
}
HOW_TO_READ = """\
Seconds are the wall time of whole processes, start included: median (least to most) over the rounds. CPU is user and
system time. Peak is the resident memory of the largest single process, medians; about 9 MB is the least that can be
seen. The source is in the cache (read before each full backup). `sync` runs before each turn, so nobody pays for what
another left in memory; *flush* is the time of the `sync` after the turn, which is not part of the seconds: what the
tool itself had not yet brought to disk. Ratios are medians of the ratios within a round."""


def markdown(facts, tool_facts, all_results, verdicts):
	"""facts: name to value; tool_facts: rows of name, version or None, about; verdicts: as targets makes them."""
	parts = ["# BackTrac and its peers, measured", HOW_TO_READ,
		"\n".join(f"- {name}: {value}" for name, value in facts.items()),
		table(["tool", "version", "how"],
			[[name, version or "**missing**", about] for name, version, about in tool_facts])]
	if verdicts:
		parts += ["## Targets", table(["data", "target", "at most", "measured", ""],
			[[each.data, each.target, number(each.limit), number(each.measured), str(each)] for each in verdicts])]
	for results in all_results:
		parts += _data(results, [name for name, _, _ in tool_facts])
	return "\n\n".join(parts) + "\n"


def _data(results, tools):
	scale = "" if results.scale == 1 else f", scale {results.scale:g}"
	yield f"## {results.data}: {results.files:,} files in {results.folders:,} folders, " \
		f"{results.bytes / 1e9:.2f} GB, {results.rounds} rounds{scale}"
	for case in CASES:
		rows = [_row(results, tool, case) for tool in tools if results.of(tool, case)]
		if rows:
			yield f"### {TITLES[case]}"
			yield table(["", "seconds", "CPU s", "peak MB", "flush s", "BackTrac takes"], rows)
	if results.disk_uses:
		yield "### Repository on disk"
		cases = [case for case in CASES if any(use.case == case for use in results.disk_uses)]
		yield table(["", *(f"MB, inodes after {case}" for case in cases)],
			[[tool, *(_disk_use(results.disk_use(tool, case)) for case in cases)]
				for tool in tools if results.disk_use(tool, FULL)])
	if results.notes:
		yield "\n".join(f"- {note}" for note in results.notes)


def _row(results, tool, case):
	samples = results.of(tool, case)
	seconds = spread(sample.seconds for sample in samples)
	ratio = results.ratio(BackTrac.name, case, tool)
	return [tool, f"{number(seconds.median)} ({number(seconds.least)} to {number(seconds.most)})",
		number(spread(sample.cpu_seconds for sample in samples).median),
		f"{spread(sample.peak_bytes for sample in samples).median / 1e6:.0f}",
		number(spread(sample.flush_seconds for sample in samples).median),
		"" if tool == BackTrac.name or ratio is None else f"{number(ratio)} × as long"]


def _disk_use(use):
	return f"{use.bytes / 1e6:,.0f}, {use.inodes:,}" if use else ""


def number(value):
	"""Three digits, as many as the measurements are good for."""
	if value is None:
		return ""
	if value < 9.995:
		return f"{value:.2f}"
	return f"{value:.1f}" if value < 99.95 else f"{value:.0f}"


def table(header, rows):
	"""A Markdown table that is also readable as it is."""
	cells = [[str(cell).replace("|", "\\|") for cell in row] for row in [header, *rows]]
	widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
	lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in cells]
	lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
	return "\n".join(lines)


def document(facts, tool_facts, all_results, verdicts):
	"""All raw numbers, for json.dump."""
	return {
		"machine": facts,
		"tools": [{"name": name, "version": version, "how": about} for name, version, about in tool_facts],
		"data_sets": [asdict(results) for results in all_results],
		"targets": [{**asdict(verdict), "verdict": str(verdict)} for verdict in verdicts],
	}
