"""Trains the network on shards of lines and writes it as a Tesseract .lstm file; stops and resumes at any time.

train.py --start X --shards DIR --check FILE.npz... --checkpoint CK --out Y.lstm --hours H
`X`.lstm, .lstm-unicharset, .lstm-recoder are what to start from (`combine_tessdata -u M.traineddata X.`; an integer model
is fine, it becomes floating point); `--charset Q` gives another, wider character set (widen_charset.py). New shards are
picked up as they come; with --fonts, --text, --lists and --finder it also makes shards itself when the generator is late. The learning rate falls along a cosine from now to the end; what is written is the running mean
of the weights. One BLAS thread: two that wait on each other were five times slower.
"""
import argparse
import copy
import glob
import math
import os
import random
import time

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
import cv2  # noqa: E402
import Levenshtein  # noqa: E402
import numpy as np  # noqa: E402
import torch  # noqa: E402
import torch.nn as nn  # noqa: E402
import tess_lstm  # noqa: E402
from net import Net, collate, greedy, normalise  # noqa: E402
from lines import ShardMaker, add_material  # noqa: E402
from shards import read_shard  # noqa: E402

BATCH_PIXELS, BATCH_LINES, MAX_WIDTH, LINES_A_SHARD = 36000, 64, 2600, 1200
DIGITS = "๐๑๒๓๔๕๖๗๘๙0123456789"
CHECK_SECONDS, VARIED = 300, 0.8


def varied(line):
    """The line wider or narrower, taller or lower: a shard used again is then not quite the same, and the network
    learns to read lines pressed together, which takes fewer steps."""
    wide, tall, shift = random.uniform(0.72, 1.06), random.uniform(0.93, 1.07), random.uniform(-1.2, 1.2)
    return cv2.warpAffine(line, np.array([[wide, 0, 0], [0, tall, 24 * (1 - tall) + shift]]), (int(line.shape[1] * wide), 48), flags=cv2.INTER_LINEAR, borderValue=255)


def batches(lines, codes, shuffle=True):
    """Lists of (normalised line, codes, text), lines of like width together, at most BATCH_PIXELS columns each."""
    items = [(varied(line) if shuffle and random.random() < VARIED else line, text) for line, text in lines if line.shape[1] >= 12]
    items = [(line, text.replace("\u0e33", "\u0e4d\u0e32")) for line, text in items]  # Tesseract keeps sara am as two marks
    items = [(line, [codes[c] for c in text if c in codes], text) for line, text in items]
    items = [i for i in items if len(i[1]) + 2 <= i[0].shape[1] // 3 and i[0].shape[1] <= MAX_WIDTH]
    items.sort(key=lambda i: i[0].shape[1] + (random.random() * 40 if shuffle else 0))
    out, batch = [], []
    for item in items:
        if batch and (len(batch) == BATCH_LINES or (len(batch) + 1) * item[0].shape[1] > BATCH_PIXELS):
            out.append(batch)
            batch = []
        batch.append((normalise(item[0]), item[1], item[2]))
    out += [batch] if batch else []
    if shuffle:
        random.shuffle(out)
    return out


def check(net, data, codes):
    """Character and digit error in percent on batches of lines, best path, no dictionary."""
    names, errors, chars, digit_errors, digits = {v: k for k, v in codes.items()}, 0, 0, 0, 0
    only = lambda s: "".join(c for c in s if c in DIGITS)
    with torch.no_grad():
        for batch in data:
            for (_, _, text), got in zip(batch, greedy(net(collate([i[0] for i in batch])), names, codes["<null>"])):
                errors, chars = errors + Levenshtein.distance(text, got), chars + len(text)
                digit_errors, digits = digit_errors + Levenshtein.distance(only(text), only(got)), digits + len(only(text))
    return f"{100 * errors / max(1, chars):.2f} % of characters, {100 * digit_errors / max(1, digits):.2f} % of digits"


class Training:
    def __init__(self, a):
        self.a, self.codes = a, tess_lstm.read_codes(a.charset or a.start)
        stock = tess_lstm.read_weights(a.start + ".lstm")
        self.net = Net(max(self.codes.values()) + 1, tess_lstm.layers(stock))
        self.net.load_tesseract(stock, tess_lstm.read_codes(a.start), self.codes)
        self.mean = copy.deepcopy(self.net)
        self.optimiser = torch.optim.Adam(self.net.parameters(), lr=a.rate, betas=(.9, .99))
        self.loss = nn.CTCLoss(blank=self.codes["<null>"], zero_infinity=True, reduction="sum")
        self.step = self.seen = 0
        self.used, self.maker = set(), None
        if os.path.exists(a.checkpoint):
            self.resume(torch.load(a.checkpoint))
        self.checks = [(name, batches(read_shard(name), self.codes, shuffle=False)) for name in a.check]

    def resume(self, saved):
        self.net.load_state_dict(saved["net"])
        self.mean.load_state_dict(saved["mean"])
        if "optimiser" in saved:
            self.optimiser.load_state_dict(saved["optimiser"])
        self.step, self.seen = saved.get("step", 0), saved.get("seen", 0)

    def save(self):
        state = {"net": self.net.state_dict(), "mean": self.mean.state_dict(), "optimiser": self.optimiser.state_dict(), "step": self.step, "seen": self.seen}
        torch.save(state, self.a.checkpoint + ".tmp")
        os.replace(self.a.checkpoint + ".tmp", self.a.checkpoint)
        tess_lstm.write_weights(self.a.start + ".lstm", self.a.out, self.mean.tesseract_weights(), self.codes["<null>"])
        for name, data in self.checks:
            print(f"  {os.path.basename(name)}: {check(self.mean, data, self.codes)}", flush=True)

    def learn(self, batch, rate):
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        logits = nn.functional.log_softmax(self.net(collate([i[0] for i in batch])), 2)
        lengths = torch.tensor([len(i[1]) for i in batch])
        loss = self.loss(logits, torch.tensor(sum((i[1] for i in batch), []), dtype=torch.long), torch.full((len(batch),), len(logits), dtype=torch.long), lengths) / max(1, lengths.sum())
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self.step, self.seen = self.step + 1, self.seen + len(batch)
        keep = min(0.99, 1 - 1 / (self.step + 1))
        with torch.no_grad():
            for mean, now in zip(self.mean.parameters(), self.net.parameters()):
                mean.mul_(keep).add_(now, alpha=1 - keep)
        return loss.item()

    def next_shard(self):
        """One not seen yet if there is one; else an old one or, with material, a new one made here: half of each."""
        shards = [s for s in glob.glob(os.path.join(self.a.shards, "*.npz")) if ".tmp." not in s]
        fresh = [s for s in shards if s not in self.used]
        if not fresh and self.a.fonts and (not shards or random.random() < self.a.make):
            self.maker = self.maker or ShardMaker(self.a, int(time.time()))
            fresh = [os.path.join(self.a.shards, f"t{int(time.time())}.npz")]
            self.maker.make(fresh[0], LINES_A_SHARD)
        while not shards and not fresh:
            time.sleep(5)
            shards = glob.glob(os.path.join(self.a.shards, "s*.npz"))
        chosen = random.choice(fresh or shards)
        self.used.add(chosen)
        return chosen

    def run(self, seconds):
        start, checked, losses, first = time.time(), time.time(), [], self.seen
        while True:
            shard = self.next_shard()
            for batch in batches(read_shard(shard), self.codes):
                done = (time.time() - start) / seconds
                if done >= 1:
                    return self.save()
                warm = min(1, (self.step + 1) / 100)
                losses.append(self.learn(batch, self.a.rate * warm * (.02 + .98 * .5 * (1 + math.cos(math.pi * done)))))
                if time.time() - checked > CHECK_SECONDS:
                    checked = time.time()
                    print(f"{checked - start:.0f} s, step {self.step}, {self.seen} lines, loss a character {np.mean(losses[-300:]):.4f}, {(self.seen - first) / (checked - start):.1f} lines/s", flush=True)
                    self.save()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for flag in ("start", "shards", "checkpoint", "out"):
        parser.add_argument("--" + flag, required=True)
    parser.add_argument("--hours", type=float, required=True)
    parser.add_argument("--charset")
    parser.add_argument("--check", nargs="*", default=[])
    add_material(parser, required=False)
    parser.add_argument("--make", type=float, default=1.0, help="with material: chance of a new shard made here where none is fresh")
    parser.add_argument("--rate", type=float, default=5e-4)
    a = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    training = Training(a)
    for name, data in training.checks:
        print(f"start: {os.path.basename(name)}: {check(training.mean, data, training.codes)}", flush=True)
    training.run(3600 * a.hours)


if __name__ == "__main__":
    main()
