"""Tesseract's Thai line network in PyTorch: the same layers, gate order and input normalisation, so weights go to and fro.

The order of the work matters on one core: convolution line by line and the column LSTM in parts of 500 columns stay in
the cache; that alone made training 1.4 times faster than the plain form.
"""
import cv2
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as fn

COLUMNS_AT_ONCE = 500


class Net(nn.Module):
    """[1,48,0,1 Ct3,3,16 Mp3,3 Lfys64 Lfx96 Lrx96 Lfx<L> O1c<classes>]; (batch, 1, 48, width) -> (width / 3, batch, classes)."""

    def __init__(self, classes, layers):
        """`layers`: (name, inputs, cells) of the four LSTMs, from tess_lstm.layers."""
        super().__init__()
        self.layers = layers
        self.conv, self.o = nn.Conv2d(1, 16, 3), nn.Linear(layers[-1][2], classes)
        for name, inputs, cells in layers:
            setattr(self, name, nn.LSTM(inputs, cells))

    def forward(self, x):
        batch, _, height, width = x.shape
        framed = torch.rand(batch, 1, height + 2, width + 2) * 2 - 1  # Tesseract pads with noise
        framed[:, :, 1:-1, 1:-1] = x
        x = torch.cat([torch.tanh(fn.max_pool2d(self.conv(line), 3)) for line in framed.split(1)])
        _, channels, height, width = x.shape
        columns = x.permute(2, 0, 3, 1).reshape(height, batch * width, channels)
        state = torch.cat([self.y(part)[1][0][0] for part in columns.split(COLUMNS_AT_ONCE, 1)])
        x, _ = self.f(state.view(batch, width, -1).transpose(0, 1))
        x, _ = self.r(x.flip(0))
        x, _ = self.g(x.flip(0))
        return self.o(x)

    def load_tesseract(self, weights, old, new):
        """Takes the weights of a model with the codes `old`; classes only in `new` start as the mean class, improbable."""
        with torch.no_grad():
            w = weights[0]
            self.conv.weight.copy_(torch.tensor(w[:, :9].reshape(16, 3, 3).transpose(0, 2, 1).copy()).unsqueeze(1))
            self.conv.bias.copy_(torch.tensor(w[:, 9]))
            for i, (name, inputs, cells) in enumerate(self.layers):
                cell, enter, forget, leave = (torch.tensor(m) for m in weights[1 + 4 * i:5 + 4 * i])
                m, layer = torch.cat([enter, forget, cell, leave]), getattr(self, name)
                layer.weight_ih_l0.copy_(m[:, :inputs]), layer.weight_hh_l0.copy_(m[:, inputs:inputs + cells])
                layer.bias_ih_l0.copy_(m[:, -1]), layer.bias_hh_l0.zero_()
            w = torch.tensor(weights[-1]).float()
            self.o.weight.copy_(w[:, :-1].mean(0, keepdim=True) + 0.02 * torch.randn_like(self.o.weight))
            self.o.bias.fill_(-6)
            for character, code in new.items():
                if character in old:
                    self.o.weight[code], self.o.bias[code] = w[old[character], :-1], w[old[character], -1]

    def tesseract_weights(self):
        a = lambda t: t.detach().numpy().astype(np.float64)
        out = [np.concatenate([a(self.conv.weight)[:, 0].transpose(0, 2, 1).reshape(16, 9), a(self.conv.bias)[:, None]], 1)]
        for name, _, _ in self.layers:
            layer = getattr(self, name)
            m = np.concatenate([a(layer.weight_ih_l0), a(layer.weight_hh_l0), (a(layer.bias_ih_l0) + a(layer.bias_hh_l0))[:, None]], 1)
            enter, forget, cell, leave = np.split(m, 4)
            out += [cell, enter, forget, leave]
        return out + [np.concatenate([a(self.o.weight), a(self.o.bias)[:, None]], 1)]


def normalise(line):
    """Tesseract's NetworkIO: black and white from the extrema of the middle row, the 48 rows scaled and clipped to [-1, 1]."""
    m = line[24].astype(np.int16)
    left, right, c = m[1:-1] - m[:-2], m[2:] - m[1:-1], m[1:-1]
    low = c[((left < 0) & (right >= 0)) | ((left <= 0) & (right > 0))]
    high = c[((left > 0) & (right <= 0)) | ((left >= 0) & (right < 0))]
    black = np.quantile(low, .25) if len(low) else 0.0
    white = np.quantile(high, .75) if len(high) else 255.0
    contrast = (white - black) / 2
    return np.clip((line.astype(np.float32) - black) / (contrast if contrast > 0 else 1.0) - 1, -1, 1).astype(np.float32)


def collate(lines):
    """Normalised lines of one batch, padded with paper to the widest."""
    x = torch.ones(len(lines), 1, 48, max(line.shape[1] for line in lines))
    for row, line in zip(x, lines):
        row[0, :, :line.shape[1]] = torch.from_numpy(line)
    return x


def greedy(logits, names, null):
    """Best path of each line of a batch, as text."""
    out = []
    for path in logits.argmax(2).T.numpy():
        out.append("".join(names[c] for c, before in zip(path, [-1, *path[:-1]]) if c != before and c != null))
    return out
