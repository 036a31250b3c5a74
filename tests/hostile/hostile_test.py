#!/usr/bin/env python3
"""hostile_test.py SARABAN [--seed N] [--small] [--text]: hostile files among letters (make_files.py).

Every file ends with one status; the letters beside them are read exactly as without them; no process outgrows its limit;
nothing is left behind in TMPDIR. --small: a cut of the set."""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

import make_files

STATUSES = {"accepted", "needs_review", "no_letter", "failed"}
MOST_MEMORY, MOST_FIRST = 300 << 10, 200 << 10  # kB: of a worker, of the first process


def descendants(pid):
    """Of a process, with the peak of memory of each, in kB."""
    children = collections.defaultdict(list)
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                status = pathlib.Path("/proc", entry, "status").read_text()
            except OSError:
                continue
            values = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
            children[int(values["PPid"])].append((int(entry), int(values.get("VmHWM", "0 kB").split()[0]), values["Name"].strip()))
    found, todo = [], [pid]
    while todo:
        below = children[todo.pop()]
        found += below
        todo += [child for child, _, _ in below]
    return found


class Watcher(threading.Thread):
    """Notes the largest peak of memory among the processes below one, and of itself."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peak, self.parent, self.seen = pid, (0, ""), 0, set()

    def run(self):
        while pathlib.Path(f"/proc/{self.pid}").exists():
            for pid, memory, name in descendants(self.pid):
                self.peak = max(self.peak, (memory, name))
            try:
                status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
                self.parent = max(self.parent, int(status.split("VmHWM:")[1].split()[0]))
            except (OSError, IndexError):
                pass
            time.sleep(0.05)


def ingest(saraban, folder, paths, watch=False):
    """Events by kind, records by their file, exit code, and the watcher."""
    output = folder / "records.jsonl"
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    process = subprocess.Popen([saraban, "--log", "json", "ingest", "--jobs", "2", "--output", output, *paths], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(temporary), "OMP_THREAD_LIMIT": "1"})
    watcher = Watcher(process.pid)
    if watch:
        watcher.start()
    talk = process.stderr.read().decode("utf-8")
    code = process.wait()
    events = collections.defaultdict(list)
    for line in talk.splitlines():
        event = json.loads(line)
        events[event["event"]].append(event)
    records = collections.defaultdict(list)
    for line in output.read_text().splitlines():
        record = json.loads(line)
        records[record["source"]["path"]].append(line)
    return events, records, code, watcher, list(temporary.iterdir())


def main(options):
    faults = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        hostile, sound = folder / "hostile", folder / "sound"
        names = make_files.make(hostile, options.seed, options.small)
        sound.mkdir()
        for path in sorted((make_files.ROOT / "corpus" / "letters").glob("*.txt")):
            (sound / path.name).symlink_to(path)
        _, alone, _, _, _ = ingest(options.saraban, folder, [sound])
        begin = time.monotonic()
        events, together, code, watcher, left = ingest(options.saraban, folder, [hostile, sound], watch=True)
        seconds = time.monotonic() - begin
        special = ["pipe.pdf", "device.txt", "dangling.pdf", "loop.pdf", "folder.pdf"]
        named, _, named_code, _, _ = ingest(options.saraban, folder, [hostile / one for one in special])

        ended = collections.Counter(event["file"] for event in events["file_ended"])
        for file in names:
            path = os.fsencode(hostile) + b"/" + file
            # in a container each member ends; JSON has U+FFFD for what is no UTF-8
            path = path.decode("utf-8", "replace")
            inside = [one for one in ended if one == path or one.startswith(path + "/")]
            if not inside:
                faults.append(f"{file!r} has no status")
            faults += [f"{one!r} ended {ended[one]} times" for one in inside if one == path and ended[one] != 1]
        statuses = collections.Counter(event["status"] for event in events["file_ended"])
        if set(statuses) - STATUSES:
            faults.append(f"unknown status: {statuses}")
        for path, lines in alone.items():
            if together[path] != lines:
                faults.append(f"{path} was read otherwise beside them")
        if code != 1:
            faults.append(f"exit code {code}")
        if len(named["file_ended"]) != len(special) or any(event["status"] != "failed" for event in named["file_ended"]) or named_code != 4:
            faults.append(f"what is no file: {named['file_ended']}, exit code {named_code}")
        if watcher.peak[0] > MOST_MEMORY:
            faults.append(f"{watcher.peak[1]} took {watcher.peak[0]} kB")
        if watcher.parent > MOST_FIRST:
            faults.append(f"the first process took {watcher.parent} kB")
        if left:
            faults.append(f"left in TMPDIR: {left}")
        for outside in ("/tmp/out.txt", "gone"):
            if os.path.exists(outside):
                faults.append(f"{outside} was made")
        print(f"{len(names)} hostile files in {seconds:.0f} s: {dict(statuses)}; peak {watcher.peak[0] >> 10} MB ({watcher.peak[1]}), "
              f"first process {watcher.parent >> 10} MB")
        if options.verbose:
            for event in events["file_failed"] + events["issue"]:
                print(" ", json.dumps(event["message"].replace(str(folder), ""), ensure_ascii=False))
    for fault in faults:
        print("FAULT", fault)
    return 1 if faults else 0


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("saraban")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--small", action="store_true")
parser.add_argument("--verbose", action="store_true")
sys.exit(main(parser.parse_args()))
