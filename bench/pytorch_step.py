#!/usr/bin/env python3
"""One training step of the benchmark's networks in plain PyTorch: the figure to stand beside.

Reads commands from standard input, one JSON object a line ({"network", "sizePx", "batch", "threads", "steps", "device"})
and answers each with a line {"stepMs": [...], "embedMs": [...]}, so that the caller can measure in turns with its own
steps. Networks as in src/engine/models: the small residual net (width 16, blocks 1-1-1, 3x3 stem of stride 2),
ResNet-18 (3x3 stem without pooling up to 64 px) and EfficientNet-B0 (normalisation folded into filter and bias), all with the projection head
(two Linear-BatchNorm-ReLU, 128 wide) and three classes; SGD with momentum. On "cuda": float32 without TF32, channels last, each step waited for.
"""
import json
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F


class Block(nn.Module):
    def __init__(self, channels_in, channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(channels_in, channels, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(channels)
        self.shortcut = nn.Identity()
        if stride != 1 or channels_in != channels:
            self.shortcut = nn.Sequential(
                nn.Conv2d(channels_in, channels, 1, stride, bias=False), nn.BatchNorm2d(channels)
            )

    def forward(self, x):
        y = torch.relu(self.norm1(self.conv1(x)))
        return torch.relu(self.norm2(self.conv2(y)) + self.shortcut(x))


class MobileBlock(nn.Module):
    def __init__(self, channels_in, channels, kernel, stride, expansion):
        super().__init__()
        wide, squeezed = channels_in * expansion, channels_in // 4
        self.expand = nn.Conv2d(channels_in, wide, 1) if expansion > 1 else None
        self.depthwise = nn.Conv2d(wide, wide, kernel, stride, kernel // 2, groups=wide)
        self.reduce, self.excite = nn.Conv2d(wide, squeezed, 1), nn.Conv2d(squeezed, wide, 1)
        self.project = nn.Conv2d(wide, channels, 1)
        self.residual = stride == 1 and channels_in == channels

    def forward(self, x):
        y = F.silu(self.expand(x)) if self.expand else x
        y = F.silu(self.depthwise(y))
        y = y * torch.sigmoid(self.excite(F.silu(self.reduce(y.mean((2, 3), keepdim=True)))))
        y = self.project(y)
        return x + y if self.residual else y


def mobile_trunk():
    layers, channels = [nn.Conv2d(3, 32, 3, 2, 1), nn.SiLU()], 32
    stacks = zip((1, 2, 2, 3, 3, 4, 1), (1, 2, 2, 2, 1, 2, 1), (3, 3, 5, 3, 5, 5, 3), (16, 24, 40, 80, 112, 192, 320))
    for stack, (count, stride, kernel, outputs) in enumerate(stacks):
        for index in range(count):
            layers.append(MobileBlock(channels, outputs, kernel, 1 if index else stride, 6 if stack else 1))
            channels = outputs
    layers += [nn.Conv2d(channels, 1280, 1), nn.SiLU()]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten()), 1280


def trunk(network, size_px):
    if network == 'efficientnet-b0':
        return mobile_trunk()
    if network == 'small':
        width, blocks = 16, (1, 1, 1)
        layers = [nn.Conv2d(3, width, 3, 2, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU()]
    else:
        width, blocks = 64, (2, 2, 2, 2)
        stem = nn.Conv2d(3, width, 7, 2, 3, bias=False) if size_px > 64 else nn.Conv2d(3, width, 3, 1, 1, bias=False)
        layers = [stem, nn.BatchNorm2d(width), nn.ReLU()] + ([nn.MaxPool2d(3, 2, 1)] if size_px > 64 else [])
    channels = width
    for stage, count in enumerate(blocks):
        for index in range(count):
            layers.append(Block(channels, width * 2**stage, 2 if stage and not index else 1))
            channels = width * 2**stage
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten()), channels


def head(features):
    return nn.Sequential(
        nn.Linear(features, features, bias=False), nn.BatchNorm1d(features), nn.ReLU(),
        nn.Linear(features, 128, bias=False), nn.BatchNorm1d(128), nn.ReLU(), nn.Linear(128, 3),
    )


models = {}


def measure(command):
    torch.set_num_threads(command['threads'])
    device = command.get('device') or 'cpu'
    on_gpu = device == 'cuda'
    wait = torch.cuda.synchronize if on_gpu else (lambda: None)
    key = (command['network'], command['sizePx'], command['batch'], device)
    if key not in models:
        torch.manual_seed(0)
        body, features = trunk(command['network'], command['sizePx'])
        model = nn.Sequential(body, head(features)).to(device)
        optimiser = torch.optim.SGD(model.parameters(), 0.03, 0.9, weight_decay=3e-5)
        pixels = torch.randn(command['batch'], 3, command['sizePx'], command['sizePx'], device=device)
        if on_gpu:
            model, pixels = model.to(memory_format=torch.channels_last), pixels.to(memory_format=torch.channels_last)
        models[key] = (model, optimiser, pixels, torch.arange(command['batch'], device=device) % 3)
    model, optimiser, pixels, labels = models[key]
    step_ms, embed_ms = [], []
    for _ in range(command['steps']):
        started = time.perf_counter()
        optimiser.zero_grad()
        F.cross_entropy(model(pixels), labels).backward()
        optimiser.step()
        wait()
        step_ms.append(1000 * (time.perf_counter() - started))
    model.eval()
    with torch.no_grad():
        for _ in range(command.get('embeds', 0)):
            started = time.perf_counter()
            model[0](pixels)
            wait()
            embed_ms.append(1000 * (time.perf_counter() - started))
    model.train()
    return {'stepMs': step_ms, 'embedMs': embed_ms}


torch.backends.cuda.matmul.allow_tf32 = False
torch.backends.cudnn.allow_tf32 = False
torch.backends.cudnn.benchmark = True
gpu = torch.cuda.get_device_name() if torch.cuda.is_available() else None
print(json.dumps({'torch': torch.__version__, 'gpu': gpu}), flush=True)
for line in sys.stdin:
    print(json.dumps(measure(json.loads(line))), flush=True)
