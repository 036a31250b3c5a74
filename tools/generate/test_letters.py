#!/usr/bin/python3
"""The generator's gold against its own text: quotations, numbers, dates, weekdays, order, provinces."""
import datetime as dt
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from bundle import Bundle  # noqa: E402
from spans import collapse  # noqa: E402
from world import PROVINCES, WEEKDAYS, normalize_number, parse_date  # noqa: E402

COUNT = 300
RAW_KEYS = {"raw", "subject", "addressees_raw_line", "text_span", "name", "title", "acting_for", "value_raw", "context", "cited_number", "cited_date", "quantity_raw", "description", "what",
            "number_raw", "date_raw", "time_raw", "phone_raw", "ext_raw", "to", "text", "agency", "replaced_by_raw"}
RAW_LISTS = {"addressees", "owner_unit", "qr_captions", "via", "address_lines", "text_lines", "routing_slip"}


def written(letter):
    """The day the letter was written, where the bundle tells it."""
    return letter["date"]["iso"] or letter["date_reconciled"]["iso"]


def quotations(value, key=None):
    """Every string of a gold record that must stand in the text."""
    if isinstance(value, dict):
        for k, v in value.items():
            yield from quotations(v, k)
    elif isinstance(value, list):
        for v in value:
            if isinstance(v, str) and key in RAW_LISTS:
                yield v
            elif not isinstance(v, str):
                yield from quotations(v, key)
    elif isinstance(value, str) and key in RAW_KEYS:
        yield value


class GoldMatchesText(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bundles = [Bundle(f"test/{i}").finish(f"{i}.txt") for i in range(COUNT)]

    def letters(self):
        for text, gold, _ in self.bundles:
            for letter in gold["letters"]:
                yield text, letter

    def test_every_quotation_is_in_the_text(self):
        for text, gold, _ in self.bundles:
            flat = collapse(text)
            for quoted in quotations([{k: v for k, v in l.items() if k != "form_pages"} for l in gold["letters"]]):
                self.assertIn(quoted, flat, gold["file"])

    def test_no_mark_is_left(self):
        for text, _, pages in self.bundles:
            self.assertIsNone(re.search("[\ue000-\uf8ff|{}]", text))
            self.assertIsNone(re.search("[\ue000-\uf8ff|{}]", repr(pages).replace("{", "").replace("}", "")))

    def test_lines_hold_their_spans(self):
        for text, letter in self.letters():
            lines = text.split("\n")
            for d in letter["deadlines"]:
                first, last = d["lines"]
                self.assertIn(d["text_span"], collapse("\n".join(lines[first - 1:last])))
            for stamp in letter["received_stamps"]:
                first, last = stamp["lines"]
                self.assertIn(stamp["number_raw"], collapse("\n".join(lines[first - 1:last])))
            start, end = letter["text_range"]["start_line"], letter["text_range"]["end_line"]
            self.assertTrue(lines[start - 1].strip() and lines[end - 1].strip())

    def test_clean_text_needs_no_repair(self):
        for _, letter in self.letters():
            self.assertIsNone(letter["doc_number_reconciled"])
            self.assertEqual(letter["date_reconciled"] is None, letter["date"]["iso"] is not None)
            for cited in letter["references"] + letter["attachments"]:
                self.assertNotIn("cited_number_reconciled", cited)
                self.assertNotIn("cited_date_reconciled", cited)

    def test_letters_are_of_working_days_and_in_order(self):
        for _, gold, _ in self.bundles:
            by_order = {l["order"]: l for l in gold["letters"]}
            for letter in gold["letters"]:
                iso = written(letter)
                if iso is None:
                    continue
                self.assertLess(dt.date.fromisoformat(iso).weekday(), 5)
                if letter["encloses"]:
                    self.assertLess(written(by_order[letter["encloses"]]), iso)
                for cited in letter["references"] + letter["attachments"]:
                    if cited.get("cited_date_iso"):
                        self.assertLessEqual(cited["cited_date_iso"], iso)
                for stamp in letter["received_stamps"]:
                    self.assertGreaterEqual(stamp["date_iso"], iso)

    def test_weekdays_agree_with_their_dates(self):
        pattern = re.compile(r"วัน(" + "|".join(WEEKDAYS) + r")(?:ที่)? +([0-9๐-๙]{1,2} +\S+ +[0-9๐-๙]{4})")
        seen = 0
        for text, _, _ in self.bundles:
            for weekday, words in pattern.findall(collapse(text)):
                iso = parse_date(words)
                if iso:
                    seen += 1
                    self.assertEqual(WEEKDAYS[dt.date.fromisoformat(iso).weekday()], weekday, words)
        self.assertGreater(seen, 20)

    def test_enclosure_is_cited_as_it_stands(self):
        for _, gold, _ in self.bundles:
            by_order = {l["order"]: l for l in gold["letters"]}
            for letter in gold["letters"]:
                if letter["encloses"]:
                    inner = by_order[letter["encloses"]]
                    self.assertEqual(letter["attachments"][0]["cited_number_normalized"], inner["doc_number"]["normalized"])
                    self.assertEqual(letter["attachments"][0]["cited_date_iso"], written(inner))

    def test_province_signs_agree(self):
        prefixes = {p.name: p for p in PROVINCES}
        for _, letter in self.letters():
            issuer = letter["issuer"]
            if issuer["province"] in prefixes and letter["doc_number"] and letter["role"] not in ("ministry_letter", "department_letter"):
                self.assertEqual(letter["doc_number"]["prefix"], prefixes[issuer["province"]].prefix)

    def test_deadlines_are_well_formed(self):
        kinds = set()
        for _, letter in self.letters():
            for d in letter["deadlines"]:
                kinds.add(d["kind"])
                self.assertEqual(d["kind"] == "absolute", d["iso"] is not None)
                self.assertEqual(d["kind"] == "recurring", d["rrule"] is not None)
                if d["kind"] == "absolute" and d.get("binding_on_addressee", True):
                    self.assertGreater(d["iso"][:7 if written(letter) is None else 10], (written(letter) or "")[:10])
        self.assertEqual(kinds, {"absolute", "relative", "recurring", "vague"})

    def test_same_seed_same_bundle(self):
        self.assertEqual(Bundle("test/1").finish("1.txt"), self.bundles[1])


class Damage(unittest.TestCase):
    def test_truth_is_kept_beside_the_damage(self):
        repaired = 0
        for i in range(150):
            text, gold, _ = Bundle(f"damage/{i}").finish(f"{i}.txt", 0.05)
            clean = Bundle(f"damage/{i}").finish(f"{i}.txt")[1]
            for hurt, true in zip(gold["letters"], clean["letters"]):
                self.assertIn(hurt["date"]["raw"], collapse(text))
                if true["date"]["iso"]:
                    self.assertEqual((hurt["date_reconciled"] or hurt["date"])["iso"], true["date"]["iso"])
                if hurt["doc_number"]:
                    number = (hurt["doc_number_reconciled"] or hurt["doc_number"])["normalized"]
                    self.assertEqual(number, true["doc_number"]["normalized"])
                repaired += hurt["date_reconciled"] is not None
        self.assertGreater(repaired, 10)


class Readers(unittest.TestCase):
    def test_numbers(self):
        self.assertEqual(normalize_number("กบ ๐๐๑๗.๒/ว ๖๒๖"), "กบ 0017.2/ว 626")
        self.assertEqual(normalize_number("มท ๐๘๐๑.๔/ว ๑๐.๓"), "มท 0801.4/ว 10.3")
        self.assertEqual(normalize_number("นม 80801/123"), "นม 80801/123")
        self.assertIsNone(normalize_number("ไม่มีเลข"))

    def test_dates(self):
        self.assertEqual(parse_date("๕ กุมภาพันธ์ ๒๕๖๙"), "2026-02-05")
        self.assertEqual(parse_date("๙ / ๑๒ / ๒๕๖๙"), "2026-12-09")
        self.assertEqual(parse_date("12/ม.ค./๖9"), "2026-01-12")
        self.assertEqual(parse_date("๑ ตุลาคม พ.ศ. ๒๕๖๘"), "2025-10-01")
        self.assertIsNone(parse_date("กค ๐ ธันวาคม ๒๕๖๘"))
        self.assertIsNone(parse_date("๓๑ เมษายน ๒๕๖๙"))


if __name__ == "__main__":
    unittest.main()
