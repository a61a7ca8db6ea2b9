"""Installs peers where that needs no question: as root on a Debian system."""
import os
import shutil
import subprocess


def install(packages, say):
	"""Tries to install the packages; one that cannot be installed is said and left out."""
	if not packages or os.geteuid() != 0 or shutil.which("apt-get") is None:
		return
	environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
	subprocess.run(["apt-get", "--quiet", "--quiet", "update"], check=False, stdout=subprocess.DEVNULL, env=environment)
	for package in packages:
		say(f"installing {package}")
		done = subprocess.run(["apt-get", "--quiet", "--quiet", "install", "--yes", "--no-install-recommends", package],
			check=False, stdout=subprocess.DEVNULL, env=environment)
		if done.returncode != 0:
			say(f"could not install {package}")
