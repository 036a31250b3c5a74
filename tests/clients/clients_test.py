#!/usr/bin/python3
"""What `saraban deadlines` writes, taken up by real calendar programs: clients_test.py SARABAN CLASS.

Every class starts and stops its own programs, on loopback and in folders of its own. A program that is not installed
skips the test, loudly (exit 77).
"""
import contextlib
import datetime as dt
import http.client
import http.server
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SARABAN = ""
TODAY = "2026-02-06"
MISSING = 77

# Set by hand from letter.txt, a year from its date: summary -> days.
EXPECTED = {
    "รายงานผลการดำเนินงาน": ["2026-03-04"] + [f"2026-{m:02}-05" for m in range(4, 13)] + ["2027-01-05", "2027-02-05"],
    "จัดส่งรายชื่อผู้ประสานงาน": ["2026-02-20"],
    "ส่งแบบสรุปค่าใช้จ่าย": ["2026-02-28"] + [f"2026-{m:02}-30" for m in range(3, 10)],
    "ประชุมชี้แจงแนวทาง": ["2026-03-10"],
}


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            print(f"SKIPPED: {program} is not installed (tools/install clients)", flush=True)
            sys.exit(MISSING)


def run(*command, **more):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=120, **more)
    if done.returncode not in (0, 1):
        raise AssertionError(f"{command}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


def days_by_summary(rows):
    """(day, summary) pairs -> {known summary: sorted days}; a summary nobody expects keeps its own name."""
    found = {}
    for day, summary in rows:
        name = next((known for known in EXPECTED if known in summary), summary)
        found.setdefault(name, []).append(day)
    return {name: sorted(days) for name, days in found.items()}


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="saraban-clients-"))
        self.addCleanup(shutil.rmtree, self.dir, True)
        self.records = self.dir / "records.jsonl"
        self.records.write_text(run(SARABAN, "read", HERE / "letter.txt").stdout)
        self.assertTrue(self.records.read_text().strip(), "no record of letter.txt")

    def saraban(self, *options):
        return run(SARABAN, "deadlines", self.records, "--today", TODAY, *options)

    def feed(self, *options):
        self.saraban("--ics", self.dir / "feed.ics", *options)
        return self.dir / "feed.ics"

    def correct(self):
        """As a person corrects the record: the list of names is due on the 23rd, the summary of costs is withdrawn."""
        record = json.loads(self.records.read_text())
        for deadline in record["deadlines"]:
            if deadline["iso"] == "2026-02-20":
                deadline["iso"] = "2026-02-23"
            if deadline["rrule"] and "BYSETPOS" in deadline["rrule"]:
                deadline["binding_on_addressee"] = False
        self.records.write_text(json.dumps(record, ensure_ascii=False) + "\n")

    def corrected(self):
        after = dict(EXPECTED)
        after["จัดส่งรายชื่อผู้ประสานงาน"] = ["2026-02-23"]
        del after["ส่งแบบสรุปค่าใช้จ่าย"]
        return after


class Expansion(Case):
    """python3-icalendar and dateutil (recurring-ical-events): date by date for a year, and nothing else."""

    def expand(self, path):
        import icalendar
        import recurring_ical_events
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        events = recurring_ical_events.of(calendar).between((2026, 2, 5), (2027, 2, 5, 23, 59, 59))
        rows = []
        for event in events:
            if str(event.get("STATUS")) == "CANCELLED":
                continue
            start = event["DTSTART"].dt
            rows.append((start.strftime("%Y-%m-%d"), str(event["SUMMARY"])))
        return rows

    def test_a_year(self):
        try:
            import icalendar  # noqa: F401
            import recurring_ical_events  # noqa: F401
        except ImportError as error:
            print(f"SKIPPED: {error} (tools/install clients)", flush=True)
            sys.exit(MISSING)
        feed = self.feed()
        self.assertEqual(days_by_summary(self.expand(feed)), EXPECTED)
        self.assertNotIn(b"METHOD", feed.read_bytes())
        before = feed.read_bytes()
        self.assertEqual(self.feed().read_bytes(), before, "the same input must give the same bytes")
        self.correct()
        self.assertEqual(days_by_summary(self.expand(self.feed())), self.corrected())


    def test_the_calendar_expectations_of_the_seed_letters(self):
        """corpus/letters, from text to .ics, date by date for a year: what its README expects, and nothing else."""
        import icalendar
        import recurring_ical_events
        months = [(2026, m) for m in range(1, 13)] + [(2027, 1)]
        def monthly(day, start):
            return [d for d in (f"{y}-{m:02}-{day:02}" for y, m in months) if start <= d <= "2027-01-31"]
        expected = {
            "001": ["2026-01-14"] + monthly(10, "2026-02-01") + monthly(15, "2026-01-15"),
            "003": monthly(4, "2026-03-04") + monthly(5, "2026-03-05") + monthly(5, "2026-02-05") + ["2026-02-10"],
            "000": [], "002": [], "004": [],
        }
        for seed, days in expected.items():
            letter = next((ROOT / "corpus" / "letters").glob(f"{seed}_*.txt"))
            feed = self.dir / f"{seed}.ics"
            run(SARABAN, "deadlines", letter, "--today", TODAY, "--ics", feed)
            calendar = icalendar.Calendar.from_ical(feed.read_bytes())
            found = [e["DTSTART"].dt.strftime("%Y-%m-%d")
                     for e in recurring_ical_events.of(calendar).between((2015, 1, 1), (2027, 1, 31))]
            self.assertEqual(sorted(found), sorted(days), seed)


class Khal(Case):
    def config(self):
        config = self.dir / "khal.conf"
        config.write_text(f"""[calendars]
[[letters]]
path = {self.dir}/khal
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = Asia/Bangkok
local_timezone = Asia/Bangkok
[sqlite]
path = {self.dir}/khal.db
""")
        (self.dir / "khal").mkdir(exist_ok=True)
        return config

    def rows(self, config):
        text = run("khal", "-c", config, "list", "--day-format", "", "--format", "{start-date}|{title}|{uid}", "--once",
                   "2026-02-05", "2026-02-28").stdout
        text += run("khal", "-c", config, "list", "--day-format", "", "--format", "{start-date}|{title}|{uid}",
                    "2026-03-01", "2027-02-05").stdout
        rows = {tuple(line.split("|")) for line in text.splitlines() if line.count("|") >= 2}
        return [(day, title) for day, title, _ in sorted(rows) if "CANCELLED" not in title]

    def test_import_list_and_import_again(self):
        need("khal")
        config = self.config()
        run("khal", "-c", config, "import", "--batch", self.feed())
        self.assertEqual(days_by_summary(self.rows(config)), EXPECTED)
        files = len(list((self.dir / "khal").iterdir()))
        run("khal", "-c", config, "import", "--batch", self.feed())
        self.assertEqual(len(list((self.dir / "khal").iterdir())), files, "imported again, nothing may double")
        self.correct()
        run("khal", "-c", config, "import", "--batch", self.feed())
        rows = dict(days_by_summary(self.rows(config)))
        self.assertEqual(rows["จัดส่งรายชื่อผู้ประสานงาน"], ["2026-02-23"], "a moved one must not stand twice")


class Todoman(Case):
    def test_tasks(self):
        need("todoman")
        import icalendar
        folder = self.dir / "tasks"
        folder.mkdir()
        calendar = icalendar.Calendar.from_ical(self.feed("--todo").read_bytes())
        for part in calendar.walk("VTODO"):
            one = icalendar.Calendar()
            one.add("version", "2.0")
            one.add("prodid", "-//test//")
            one.add_component(part)
            (folder / f"{part['UID']}.ics").write_bytes(one.to_ical())
        config = self.dir / "todoman.py"
        config.write_text(f"path = '{self.dir}/*'\ndate_format = '%Y-%m-%d'\ntime_format = '%H:%M'\n"
                          f"cache_path = '{self.dir}/todoman.sqlite3'\n")
        text = run("todoman", "--config", config, "--porcelain", "list", env={**os.environ, "TZ": "Asia/Bangkok"}).stdout
        todos = json.loads(text)
        due = {t["summary"]: dt.datetime.fromtimestamp(t["due"], dt.timezone(dt.timedelta(hours=7))) for t in todos}
        self.assertEqual(len(todos), 5, text)
        names = [s for s in due if "จัดส่งรายชื่อผู้ประสานงาน" in s]
        self.assertEqual(due[names[0]].strftime("%Y-%m-%d"), "2026-02-20")
        self.assertTrue(all(t["priority"] == 3 for t in todos), "ด่วนมาก is priority 3")


class Server:
    """Radicale on loopback."""

    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        config = folder / "radicale.conf"
        config.write_text(f"[server]\nhosts = 127.0.0.1:{self.port}\n[auth]\ntype = none\n"
                          f"[storage]\nfilesystem_folder = {folder}/radicale\n[logging]\nlevel = error\n")
        self.process = subprocess.Popen(["radicale", "--config", str(config)], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 0.2).close()
                break
            except OSError:
                time.sleep(0.1)
        self.request("MKCOL", "/clerk/")
        self.url = f"http://127.0.0.1:{self.port}/clerk/letters/"

    def stop(self):
        self.process.terminate()
        self.process.wait(10)

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text, answer.headers


class Radicale(Case):
    def setUp(self):
        need("radicale", "vdirsyncer")
        super().setUp()
        self.server = Server(self.dir)
        self.addCleanup(self.server.stop)

    def sync(self, *options):
        done = self.saraban("--caldav", self.server.url, "--log", "json", *options)
        events = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
        changes = next(e for e in events if e.get("event") == "caldav")
        return tuple(changes[k] for k in ("created", "updated", "unchanged", "removed"))

    def fetch(self):
        """The collection as vdirsyncer brings it back."""
        config = self.dir / "vdirsyncer.conf"
        config.write_text(f"""[general]
status_path = "{self.dir}/status/"
[pair letters]
a = "server"
b = "files"
collections = ["letters"]
[storage server]
type = "caldav"
url = "http://127.0.0.1:{self.server.port}/clerk/"
username = "clerk"
password = "x"
[storage files]
type = "filesystem"
path = "{self.dir}/back/"
fileext = ".ics"
""")
        run("vdirsyncer", "-c", config, "discover", input="y\ny\n")
        run("vdirsyncer", "-c", config, "sync")
        return sorted((self.dir / "back" / "letters").glob("*.ics"))

    def test_put_change_withdraw(self):
        self.assertEqual(self.sync(), (6, 0, 0, 0))
        self.assertEqual(self.sync(), (0, 0, 6, 0), "nothing changed, nothing is written")
        texts = [path.read_text() for path in self.fetch()]
        uids = [line for text in texts for line in text.splitlines() if line.startswith("UID:")]
        self.assertEqual(len(texts), 6)
        self.assertEqual(len(set(uids)), 6)
        self.correct()
        self.assertEqual(self.sync(), (0, 1, 3, 2))
        texts = [path.read_text() for path in self.fetch()]
        self.assertEqual(len(texts), 4)
        moved = [text for text in texts if "20260223" in text]
        self.assertEqual(len(moved), 1)
        self.assertIn("SEQUENCE:1", moved[0])
        self.assertEqual(self.sync(), (0, 0, 4, 0))

    def test_what_others_put_there_stays(self):
        self.assertEqual(self.sync(), (6, 0, 0, 0))
        own = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//clerk//\r\nBEGIN:VEVENT\r\nUID:own\r\nDTSTAMP:20260101T000000Z\r\n"
               "DTSTART;VALUE=DATE:20260301\r\nSUMMARY:lunch\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
        self.assertEqual(self.server.request("PUT", "/clerk/letters/own.ics", own, {"Content-Type": "text/calendar"})[0], 201)
        self.assertEqual(self.sync("--prune"), (0, 0, 6, 0))
        self.assertEqual(self.server.request("GET", "/clerk/letters/own.ics")[0], 200)

    def test_a_task_that_is_done_stays_done(self):
        self.assertEqual(self.sync("--todo"), (6, 0, 0, 0))
        status, listing, _ = self.server.request("PROPFIND", "/clerk/letters/", None, {"Depth": "1"})
        self.assertEqual(status, 207)
        for part in listing.split("saraban-")[1:]:
            path = "/clerk/letters/saraban-" + part.split(".ics")[0] + ".ics"
            _, text, headers = self.server.request("GET", path)
            if "DUE;VALUE=DATE:20260220" in text:
                done = text.replace("STATUS:NEEDS-ACTION", "STATUS:COMPLETED")
                code = self.server.request("PUT", path, done.encode(), {"Content-Type": "text/calendar", "If-Match": headers["ETag"]})[0]
                self.assertIn(code, (201, 204))
                break
        else:
            self.fail("the task is not there")
        self.correct()
        created, updated, _, removed = self.sync("--todo")
        self.assertEqual((created, updated, removed), (0, 0, 2))
        self.assertIn("COMPLETED", self.server.request("GET", path)[1])

    def test_a_server_that_is_not_there(self):
        done = subprocess.run([SARABAN, "deadlines", str(self.records), "--caldav", "http://127.0.0.1:9/x/"],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 3)
        self.assertIn("http://127.0.0.1:9/x/", done.stderr)


class IcalJs(Case):
    """ical.js, the parser of Thunderbird and Nextcloud."""

    # Rules it is known to expand in its own way when they are written in one component.
    HARD = [
        "ภายในวันที่ ๓๐ ของทุกเดือน", "ภายในวันที่ ๑๕ และ ๒๙ ของทุกเดือน", "ทุกวันที่ ๑๕ และวันสิ้นเดือน ของทุกเดือน",
        "ทุก ๓ เดือน ภายในวันที่ ๓๐ ของเดือน โดยเริ่มตั้งแต่เดือนเมษายน ๒๕๖๙", "ภายในวันที่ ๑ และ ๑๖ ของทุกเดือน ยกเว้นเดือนมกราคม",
        "ทุกไตรมาส ภายในวันที่ ๓๐ ของเดือนถัดไป", "ภายใน ๗ วันทำการแรกของเดือนถัดไป", "ภายในวันทำการสุดท้ายของทุกเดือน",
        "ทุกวันศุกร์สุดท้ายของเดือน", "ภายในวันที่ ๒๙ กุมภาพันธ์ ของทุกปี",
    ]

    def setUp(self):
        need("node", "npm")
        super().setUp()
        self.folder = pathlib.Path(os.environ.get("SARABAN_NODE", self.dir / "node"))
        if not (self.folder / "node_modules" / "ical.js").is_dir():
            self.folder.mkdir(parents=True, exist_ok=True)
            for name in ("package.json", "expand.mjs"):
                shutil.copy(HERE / name, self.folder)
            done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=self.folder, capture_output=True,
                                  timeout=120)
            if done.returncode != 0:
                print(f"SKIPPED: npm cannot install ical.js: {done.stderr.decode()[-200:]}", flush=True)
                sys.exit(MISSING)
        shutil.copy(HERE / "expand.mjs", self.folder)

    def expand(self, feed, last):
        done = run("node", self.folder / "expand.mjs", feed, last, env={**os.environ, "TZ": "Asia/Bangkok"})
        return [tuple(line.split("|")) for line in done.stdout.splitlines()]

    def test_a_year(self):
        self.assertEqual(days_by_summary(self.expand(self.feed(), "2027-02-05")), EXPECTED)

    def test_hard_rules(self):
        """The same days as the table of `saraban deadlines`, which libical and a plain calendar check (unit/sinks)."""
        text = (HERE / "letter.txt").read_text()
        before, after = text.split("ในการนี้")[0], "จึงเรียนมา" + text.split("จึงเรียนมา")[1]
        for rule in self.HARD:
            letter = self.dir / "hard.txt"
            letter.write_text(f"{before}จึงขอให้อำเภอรายงานผลให้จังหวัดทราบ {rule}\n\n{after}")
            feed = self.dir / f"{self.HARD.index(rule)}.ics"
            rows = run(SARABAN, "deadlines", letter, "--json", "--from", "2026-02-06", "--to", "2028-03-31", "--ics", feed).stdout
            days = sorted(json.loads(row)["due"] for row in rows.splitlines())
            self.assertGreater(len(days), 1, rule)
            self.assertEqual(sorted(day for day, _ in self.expand(feed, "2028-03-31")), days, rule)


class Feed:
    """Serves the bytes of a file as a calendar; counts what was asked for."""

    def __init__(self, path):
        self.asked = 0
        feed = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = path.read_bytes()
                self.send_response(200)
                self.send_header("Content-Type", "text/calendar; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                feed.asked += 1

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/feed.ics"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Thunderbird(Case):
    """Thunderbird ESR without a screen, subscribed to the feed: what its own database holds afterwards."""

    def subscribe(self, url):
        self.profile = self.dir / "profile"
        self.profile.mkdir()
        registry = {"type": "ics", "name": "letters", "uri": url, "cache.enabled": True, "refreshInterval": "1",
                    "calendar-main-in-composite": True}
        preferences = {f"calendar.registry.letters.{key}": value for key, value in registry.items()}
        preferences |= {"calendar.timezone.local": "Asia/Bangkok", "app.update.enabled": False,
                        "datareporting.policy.dataSubmissionEnabled": False, "mail.provider.enabled": False}
        (self.profile / "user.js").write_text("".join(
            f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in preferences.items()))

    def run_until(self, holds):
        """Starts it and stops it when its database `holds` what is asked, or after four minutes; gives what it holds."""
        process = subprocess.Popen(["thunderbird", "--headless", "--no-remote", "--profile", str(self.profile)],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env={**os.environ, "HOME": str(self.dir), "TZ": "Asia/Bangkok"}, start_new_session=True)
        try:
            for _ in range(120):
                time.sleep(2)
                rows = self.stored()
                if holds(rows):
                    break
            return rows
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(60)

    def stored(self):
        """UID -> (day, title, status, rules), from a copy: the database is locked while the program runs."""
        copy = self.dir / "copy"
        shutil.rmtree(copy, True)
        copy.mkdir()
        for part in (self.profile / "calendar-data").glob("cache.sqlite*"):
            shutil.copy(part, copy)
        rules = {}
        try:
            with contextlib.closing(sqlite3.connect(copy / "cache.sqlite")) as database:
                for uid, text in database.execute("SELECT item_id, icalString FROM cal_recurrence"):
                    rules.setdefault(uid, []).append(text.strip())
                rows = database.execute("SELECT id, event_start, title, ical_status FROM cal_events").fetchall()
        except sqlite3.Error:
            return {}  # not made yet, or caught in the middle of a writing
        epoch = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)
        return {uid: ((epoch + dt.timedelta(microseconds=start)).strftime("%Y-%m-%d"), title, status, rules.get(uid, []))
                for uid, start, title, status in rows}

    def test_subscribes_and_follows_a_correction(self):
        need("thunderbird")
        feed = Feed(self.feed())
        self.addCleanup(feed.stop)
        self.subscribe(feed.url)
        uids = {line[4:] for line in (self.dir / "feed.ics").read_text().splitlines() if line.startswith("UID:")}
        first = self.run_until(lambda rows: set(rows) == uids)
        self.assertEqual(set(first), uids, f"asked {feed.asked} times")
        for name, days in EXPECTED.items():
            self.assertIn(days[0], [row[0] for row in first.values() if name in row[1]], name)
        self.assertEqual(sum(any("RRULE" in rule for rule in row[3]) for row in first.values()), 3)
        self.correct()
        self.feed()

        def moved(rows):
            return [row[0] for row in rows.values() if "จัดส่งรายชื่อผู้ประสานงาน" in row[1]]
        second = self.run_until(lambda rows: moved(rows) == ["2026-02-23"])
        self.assertEqual(moved(second), ["2026-02-23"])
        self.assertEqual(set(second), uids, "a change must neither double nor lose anything")
        withdrawn = {row[2] for row in second.values() if "ส่งแบบสรุปค่าใช้จ่าย" in row[1]}
        self.assertEqual(withdrawn, {"CANCELLED"})


if __name__ == "__main__":
    SARABAN = sys.argv[1]
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]], verbosity=2)
