#!/usr/bin/env python3
"""Kills an ingest again and again at random moments and compares the archive with an undisturbed one.

chaos.py SARABAN --files 60 --kills 12 [--pages FILE...] [--seed N]
Text letters are made from the corpus, each with a number of its own; --pages adds page images. Killed are the
parent or one of the processes that read. Exits 1 when a letter is lost, there twice, or other than undisturbed.
"""
import argparse
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def make_letters(folder, count):
    """Letters of the corpus, `count` files, no two alike."""
    seeds = sorted((ROOT / "corpus/letters").glob("*.txt"))
    for i in range(count):
        text = seeds[i % len(seeds)].read_text(encoding="utf-8")
        (folder / f"{i:04}.txt").write_text(text + f"\nสำเนาที่ {str(i).translate(THAI)}\n", encoding="utf-8")


def command(saraban, archive, letters, folder):
    return [saraban, "ingest", "--jobs", "2", "--archive", str(archive), "--output", str(folder / "records.jsonl"), str(letters)]


def letters_in(saraban, archive):
    out = subprocess.run([saraban, "export", "--archive", str(archive)], check=True, capture_output=True, text=True).stdout
    return sorted(out.splitlines())


def children_of(pid):
    found = []
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in task.read_text().split()]
    return found + [grandchild for child in found for grandchild in children_of(child)]


def kill_somebody(process, rng):
    """The parent as often as a child."""
    victims = children_of(process.pid) if rng.random() < 0.5 else []
    try:
        os.kill(rng.choice(victims or [process.pid]), signal.SIGKILL)
    except ProcessLookupError:
        pass


def run(options):
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        letters = folder / "letters"
        letters.mkdir()
        make_letters(letters, options.files)
        for page in options.pages:
            (letters / pathlib.Path(page).name).symlink_to(os.path.abspath(page))
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}

        start = time.monotonic()
        subprocess.run(command(options.saraban, folder / "undisturbed", letters, folder), **quiet)
        usual = time.monotonic() - start
        kills = finished = 0
        while kills < options.kills:
            process = subprocess.Popen(command(options.saraban, folder / "disturbed", letters, folder), **quiet)
            time.sleep(rng.uniform(0, usual / max(2, options.kills / 3)))
            if process.poll() is None:
                kill_somebody(process, rng)
                kills += 1
            else:
                finished += 1
                subprocess.run(["rm", "-rf", str(folder / "disturbed")], check=True)  # begin again: all was done
            if rng.random() < 0.5:
                process.kill()
            process.wait()
        subprocess.run(command(options.saraban, folder / "disturbed", letters, folder), **quiet)
        verified = subprocess.run([options.saraban, "verify", "--archive", str(folder / "disturbed")], capture_output=True, text=True)

        expected, got = letters_in(options.saraban, folder / "undisturbed"), letters_in(options.saraban, folder / "disturbed")
        lost, extra = set(expected) - set(got), set(got) - set(expected)
        print(f"{options.files + len(options.pages)} files, {kills} kills, {finished} runs that ended before: {len(expected)} letters, "
              f"{len(lost)} lost or changed, {len(extra)} others, {len(got) - len(set(got))} twice; verify: {verified.returncode}")
        print(verified.stdout, verified.stderr, sep="")
        return 0 if expected and expected == got and verified.returncode == 0 else 1


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("saraban")
parser.add_argument("--files", type=int, default=60)
parser.add_argument("--kills", type=int, default=12)
parser.add_argument("--pages", nargs="*", default=[])
parser.add_argument("--seed", type=int, default=1)
sys.exit(run(parser.parse_args()))
