"""Writes the mean of two trainings as a Tesseract .lstm file: what one gained stays, and what it forgot of the other comes back.

average.py --start X --share 0.6 NEW.pt OLD.pt Y.lstm: `X` as for train.py, NEW and OLD its checkpoints, the share is NEW's."""
import argparse

import torch

import tess_lstm
from net import Net


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", required=True)
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("new")
    parser.add_argument("old")
    parser.add_argument("out")
    a = parser.parse_args()
    codes, stock = tess_lstm.read_codes(a.start), tess_lstm.read_weights(a.start + ".lstm")
    net = Net(max(codes.values()) + 1, tess_lstm.layers(stock))
    new, old = (torch.load(file)["mean"] for file in (a.new, a.old))
    net.load_state_dict({key: a.share * new[key] + (1 - a.share) * old[key] for key in new})
    tess_lstm.write_weights(a.start + ".lstm", a.out, net.tesseract_weights(), codes["<null>"])


if __name__ == "__main__":
    main()
