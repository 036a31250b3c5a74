#!/usr/bin/env python3
"""train.py --thai SHEETS --arabic MNIST --fonts DIR... --out pen.bin: trains the pen reader, writes its weights.

A small convolutional network with CTC: 32 pixels high, one output for every four columns. Weights are written as one
byte each with a scale a channel; pipeline/ocr/pen_net.cpp reads them. An hour of one core is plenty."""
import argparse
import pathlib
import random
import struct
import time

import numpy as np
import torch
from torch import nn

import digits

# kernel height, kernel width, channels, pooling (down, across) after it
PEN = [(3, 3, 12, (2, 2)), (3, 3, 24, (2, 2)), (3, 3, 32, (2, 1)), (3, 3, 48, (2, 1)), (2, 3, 64, (1, 1)),
       (1, 3, 64, (1, 1)), (1, 1, len(digits.CLASSES), (1, 1))]


class Net(nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.layers = layers
        self.convs, self.norms, before = nn.ModuleList(), nn.ModuleList(), 1
        for high, wide, channels, _ in layers:
            self.convs.append(nn.Conv2d(before, channels, (high, wide), padding=(high // 2 if high == 3 else 0, wide // 2)))
            self.norms.append(nn.BatchNorm2d(channels))
            before = channels

    def forward(self, x):
        for i, (conv, norm, layer) in enumerate(zip(self.convs, self.norms, self.layers)):
            x = conv(x)
            if i + 1 == len(self.layers):
                break
            x = torch.relu(norm(x))
            if layer[3] != (1, 1):
                x = nn.functional.max_pool2d(x, layer[3])
        return x.squeeze(2).permute(2, 0, 1).log_softmax(2)  # columns, batch, classes


def folded(net):
    """(weights, bias) of each layer with the batch norm inside."""
    result = []
    for i, (conv, norm) in enumerate(zip(net.convs, net.norms)):
        weight, bias = conv.weight.detach(), conv.bias.detach()
        if i + 1 < len(net.layers):
            scale = norm.weight.detach() / torch.sqrt(norm.running_var + norm.eps)
            weight, bias = weight * scale[:, None, None, None], (bias - norm.running_mean) * scale + norm.bias.detach()
        result.append((weight.numpy(), bias.numpy()))
    return result


def write(net, path):
    """`SPEN`, version, number of layers; of each layer: high, wide, in, out, pool down, pool across (bytes); a scale and
    a bias (float) and high * wide * in weights (signed bytes: in, high, wide) for each output."""
    with open(path, "wb") as out:
        out.write(b"SPEN" + struct.pack("<BB", 1, len(net.layers)))
        for (high, wide, channels, pool), (weight, bias) in zip(net.layers, folded(net)):
            out.write(struct.pack("<6B", high, wide, weight.shape[1], channels, *pool))
            for row, offset in zip(weight, bias):
                scale = max(float(np.abs(row).max()) / 127, 1e-12)
                out.write(struct.pack("<ff", scale, float(offset)) + np.round(row / scale).astype(np.int8).tobytes())


def batch(strings, size, alone=False):
    """`alone`: single digits, which cost a fifth of a string; a net that misreads these misreads all."""
    samples = [strings.sample(alone) for _ in range(4 * size if alone else size)]
    size = len(samples)
    width = max(image.shape[1] for image, _ in samples)
    width += -width % 4
    x = np.zeros((size, 1, digits.HEIGHT, width), np.float32)
    for i, (image, _) in enumerate(samples):
        x[i, 0, :, :image.shape[1]] = image
    lengths = torch.tensor([max(1, image.shape[1] // 4) for image, _ in samples])
    targets = [t for _, t in samples]
    lengths = torch.maximum(lengths, torch.tensor([2 * len(t) + 1 for t in targets])).clamp(max=width // 4)
    return torch.from_numpy(x), lengths, targets


def greedy(out, length):
    best, result, last = out[:length].argmax(1).tolist(), [], 0
    for c in best:
        if c and c != last:
            result.append(c)
        last = c
    return result


def right(net, strings, count):
    net.eval()
    good = 0
    with torch.no_grad():
        for _ in range(count // 50):
            x, lengths, targets = batch(strings, 50)
            out = net(x)
            good += sum(greedy(out[:, i], lengths[i]) == t for i, t in enumerate(targets))
    net.train()
    return good / (count // 50 * 50)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--thai", required=True)
    parser.add_argument("--arabic", required=True)
    parser.add_argument("--fonts", nargs="+", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--batches", type=int, default=4000)
    parser.add_argument("--strings", type=int, default=48, help="a batch")
    parser.add_argument("--alone", type=float, default=0.6, help="share of batches with one digit each")
    parser.add_argument("--start")
    parser.add_argument("--rate", type=float, default=4e-3)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    chance = random.Random(1)
    fonts = digits.font_files(asked.fonts)
    strings, held = (digits.Strings(asked.thai, asked.arabic, fonts, seed, out) for seed, out in ((1, False), (2, True)))
    net = Net(PEN)
    if asked.start:
        net.load_state_dict(torch.load(asked.start))
    optimiser = torch.optim.Adam(net.parameters(), 2e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, asked.rate, asked.batches, pct_start=0.15)
    ctc, began = nn.CTCLoss(zero_infinity=True), time.time()
    for step in range(1, asked.batches + 1):
        x, lengths, targets = batch(strings, asked.strings, chance.random() < asked.alone)
        loss = ctc(net(x), torch.tensor([c for t in targets for c in t]), lengths, torch.tensor([len(t) for t in targets]))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5)
        optimiser.step()
        schedule.step()
        if step % 250 == 0 or step == asked.batches:
            print(f"{step} loss {loss.item():.3f} strings right {right(net, held, 500):.3f} {time.time() - began:.0f} s", flush=True)
            write(net, asked.out)
            torch.save(net.state_dict(), pathlib.Path(asked.out).with_suffix(".pt"))


if __name__ == "__main__":
    main()
