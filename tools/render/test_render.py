#!/usr/bin/python3
"""The renderer's truth: the demo pages hold exactly the words of their texts, boxes hold ink, turned pages keep their boxes."""
import argparse
import collections
import glob
import os
import re
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
import described  # noqa: E402
import letter  # noqa: E402


def options(**more):
    base = dict(dpi=80, font="Laksaman", size=16.0, seed=0, over=0.0, pen=0.0, wear=False, rotate=0, skew=0.0, depth="grey", levels=256, degrade=None)
    return argparse.Namespace(**{**base, **more})


def characters(text):
    return collections.Counter(re.sub(r"\s", "", text))


class DemoPages(unittest.TestCase):
    def plans(self):
        plans = sorted(glob.glob(os.path.join(ROOT, "corpus/demo/*.yaml")))
        self.assertEqual(len(plans), 5)
        for path in plans:
            yield described.load(path, os.path.join(ROOT, "corpus/letters"))

    def test_pages_hold_exactly_the_words_of_the_text(self):
        for bundle in self.plans():
            _, truth = letter.render(bundle, options())
            set_words = "".join(line["text"] for page in truth["pages"] for line in page["lines"] if line["zone"] != "page_number")
            with open(os.path.join(ROOT, "corpus/letters", bundle["file"]), encoding="utf-8") as f:
                self.assertEqual(characters(set_words), characters(f.read()), bundle["file"])

    def test_boxes_hold_ink_and_lie_on_the_page(self):
        for bundle in self.plans():
            images, truth = letter.render(bundle, options())
            for image, page in zip(images, truth["pages"]):
                for line in page["lines"]:
                    left, top, right, bottom = line["box"]
                    self.assertTrue(0 <= left < right <= page["width"] and 0 <= top < bottom <= page["height"], line)
                    self.assertLess(image[top:bottom, left:right].min(), 200, line)

    def test_boxes_follow_a_turned_page(self):
        bundle = next(iter(self.plans()))
        for turn in ({"rotate": 90}, {"rotate": 180}, {"rotate": 270}, {"skew": 4.0}, {"rotate": 90, "skew": -3.0}):
            images, truth = letter.render(bundle, options(**turn))
            for image, page in zip(images, truth["pages"]):
                self.assertEqual(image.shape[:2], (page["height"], page["width"]))
                for line in page["lines"]:
                    left, top, right, bottom = (max(0, v) for v in line["box"])
                    self.assertLess(image[top:bottom, left:right].min(), 200, (turn, line))

    def test_pen_and_stamps_keep_the_words(self):
        for bundle in self.plans():
            words = []
            for more in ({}, {"pen": 1.0, "over": 1.0, "wear": True}):
                _, truth = letter.render(bundle, options(**more))
                words.append(characters("".join(line["text"] for page in truth["pages"] for line in page["lines"] if line["zone"] != "page_number")))
            self.assertEqual(*words)

    def test_the_same_bundle_gives_the_same_bytes(self):
        bundle = next(iter(self.plans()))
        first, second = (letter.render(bundle, options())[0] for _ in range(2))
        self.assertTrue(all((a == b).all() for a, b in zip(first, second)))


if __name__ == "__main__":
    unittest.main()
