"""Shards of training lines: 48 rows of grey each, side by side, with widths and texts."""
import os

import numpy as np


def write_shard(path, lines):
    """`lines`: (grey array of 48 rows, text). The file appears whole or not at all."""
    partial = path[:-len(".npz")] + ".tmp.npz"
    np.savez_compressed(partial, pixels=np.concatenate([line for line, _ in lines], 1), widths=np.array([line.shape[1] for line, _ in lines]),
                        texts=np.array([text for _, text in lines]))
    os.replace(partial, path)


def read_shard(path):
    data = np.load(path)
    pixels, ends = data["pixels"], np.cumsum(data["widths"])
    return [(pixels[:, end - width:end], str(text)) for end, width, text in zip(ends, data["widths"], data["texts"])]
