"""The networks of CutPaste Playground as a PyTorch module, built from the description of their layers: small nets, ResNet-18, EfficientNet-B0."""
import json
import struct

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
KINDS = {'F64': '<f8', 'F32': '<f4', 'F16': '<f2', 'I64': '<i8'}


class ConvNorm(nn.Module):
    def __init__(self, unit):
        super().__init__()
        self.conv = nn.Conv2d(unit['inputs'], unit['outputs'], unit['kernel'], unit['stride'], unit['padding'], bias=False)
        self.norm = nn.BatchNorm2d(unit['outputs'])

    def forward(self, x):
        return self.norm(self.conv(x))


class Block(nn.Module):
    """relu(second(relu(first(x))) + shortcut(x)); without padding x is cut to what the filters leave."""

    def __init__(self, first, second, shortcut):
        super().__init__()
        self.first, self.second = ConvNorm(first), ConvNorm(second)
        self.shortcut = ConvNorm(shortcut) if shortcut else nn.Identity()
        cut = lambda unit: (unit['kernel'] - 1) // 2 - unit['padding']
        self.margin = cut(first) + first['stride'] * cut(second)

    def forward(self, x):
        m = self.margin
        beside = x[:, :, m : x.shape[2] - m, m : x.shape[3] - m]
        return F.relu(self.second(F.relu(self.first(x))) + self.shortcut(beside))


class SameConv(nn.Conv2d):
    """Zeros as TensorFlow's SAME has them: the odd one below and to the right."""

    def forward(self, x):
        pads = []
        for side, kernel, stride in zip(x.shape[2:], self.kernel_size, self.stride):
            total = max((-(-side // stride) - 1) * stride + kernel - side, 0)
            pads = [total // 2, total - total // 2] + pads
        return super().forward(F.pad(x, pads))


class MobileBlock(nn.Module):
    def __init__(self, block):
        super().__init__()
        inputs, kernel = block['inputs'], block['kernel']
        wide = inputs * 6 if block['expands'] else inputs
        if block['expands']:
            self.expand = SameConv(inputs, wide, 1)
        self.depthwise = SameConv(wide, wide, kernel, block['stride'], groups=wide)
        self.se_reduce, self.se_expand = SameConv(wide, inputs // 4, 1), SameConv(inputs // 4, wide, 1)
        self.project = SameConv(wide, block['outputs'], 1)
        self.expands, self.residual = block['expands'], block['residual']

    def forward(self, x):
        y = F.silu(self.expand(x)) if self.expands else x
        y = F.silu(self.depthwise(y))
        gate = torch.sigmoid(self.se_expand(F.silu(self.se_reduce(y.mean((2, 3), keepdim=True)))))
        y = self.project(y * gate)
        return x + y if self.residual else y


class LinearNorm(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.linear, self.norm = nn.Linear(inputs, outputs, bias=False), nn.BatchNorm1d(outputs)

    def forward(self, x):
        return F.relu(self.norm(self.linear(x)))


class Twin(nn.Module):
    """`embed` is what the density sees of a window or an image; `forward` are the logits of the pretext task."""

    def __init__(self, network):
        super().__init__()
        self.network = network
        if network['kind'] == 'mobile':
            self.stem = SameConv(3, 32, 3, 2)
            for block in network['blocks']:
                stack, name = block['name'].split('/')
                if not hasattr(self, stack):
                    self.add_module(stack, nn.ModuleDict())
                getattr(self, stack)[name] = MobileBlock(block)
            self.top = SameConv(network['blocks'][-1]['outputs'], network['features'], 1)
        else:
            self.stem = ConvNorm(network['stem'])
            for index, block in enumerate(network['blocks']):
                self.add_module(f'block{index}', Block(block['first'], block['second'], block['shortcut']))
        features, hidden = network['features'], network['hidden']
        self.head0, self.head1 = LinearNorm(features, features), LinearNorm(features, hidden)
        self.logits = nn.Linear(hidden, network['classes'])

    def features(self, x):
        """The last feature map `[N, D, h, w]` of normalised images `[N, 3, H, W]`."""
        if self.network['kind'] == 'mobile':
            y = F.silu(self.stem(x))
            for block in self.network['blocks']:
                stack, name = block['name'].split('/')
                y = getattr(self, stack)[name](y)
            return F.silu(self.top(y))
        y = F.relu(self.stem(x))
        if self.network['maxPool']:
            y = F.max_pool2d(y, 3, 2, 1)
        for index in range(len(self.network['blocks'])):
            y = getattr(self, f'block{index}')(y)
        return y

    def embed(self, x):
        return self.features(x).mean((2, 3))

    def forward(self, x):
        return self.logits(self.head1(self.head0(self.embed(x))))


def normalise(images):
    """8-bit RGB `[N, H, W, 3]` to what the network takes."""
    x = torch.as_tensor(images).permute(0, 3, 1, 2).float() / 255
    return (x - torch.tensor(MEAN).view(1, 3, 1, 1)) / torch.tensor(DEVIATION).view(1, 3, 1, 1)


def read_safetensors(path):
    """Tensors by name, and the metadata."""
    with open(path, 'rb') as file:
        header = json.loads(file.read(struct.unpack('<Q', file.read(8))[0]))
        data = file.read()
    metadata = header.pop('__metadata__', {})
    tensors = {}
    for name, entry in header.items():
        start, end = entry['data_offsets']
        values = np.frombuffer(data[start:end], KINDS[entry['dtype']]).reshape(entry['shape'])
        tensors[name] = torch.from_numpy(values.copy())
    return tensors, metadata
