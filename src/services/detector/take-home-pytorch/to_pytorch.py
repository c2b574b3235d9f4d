"""The network of a run as a PyTorch module with the weights of model.safetensors.

python to_pytorch.py                 compares its embeddings of the images in golden/ with the playground's; exit code 1 where they differ
python to_pytorch.py --save FILE     the same, then writes the module's weights to FILE, which the playground opens ("Open weights")

In a program: model, about = open_twin('model.safetensors'); train it; save_twin('trained.safetensors', model, about). Needs: torch, numpy, pillow.
"""
import json
import os
import struct
import sys

import numpy as np
import torch
from PIL import Image

from check_sums import check_sums
from network import Twin, normalise, read_safetensors

HERE = os.path.dirname(os.path.abspath(__file__))
MOST = 1e-4


def write_safetensors(path, tensors, metadata):
    header, parts, at = {'__metadata__': metadata}, [], 0
    for name, tensor in tensors.items():
        whole = tensor.dtype == torch.int64
        part = tensor.detach().cpu().contiguous().numpy().astype('<i8' if whole else '<f4').tobytes()
        header[name] = {'dtype': 'I64' if whole else 'F32', 'shape': list(tensor.shape), 'data_offsets': [at, at + len(part)]}
        parts.append(part)
        at += len(part)
    text = json.dumps(header).encode()
    text += b' ' * (-len(text) % 8)
    with open(path, 'wb') as file:
        file.write(struct.pack('<Q', len(text)) + text + b''.join(parts))


def open_twin(path):
    tensors, metadata = read_safetensors(path)
    model = Twin(json.loads(metadata['cutpaste'])['network'])
    model.load_state_dict(tensors)
    return model.eval(), metadata


def save_twin(path, model, metadata):
    """`metadata` as `open_twin` gave it: the playground finds settings and step in it."""
    write_safetensors(path, model.state_dict(), metadata)


def main(arguments):
    try:
        check_sums(HERE, ['model.safetensors', 'golden.json'])
    except ValueError as error:
        sys.exit(str(error))
    model, metadata = open_twin(os.path.join(HERE, 'model.safetensors'))
    with open(os.path.join(HERE, 'golden.json'), encoding='utf-8') as file:
        golden = json.load(file)
    worst = 0.0
    for one in golden['images']:
        side = one['sidePx']
        pixels = np.asarray(Image.open(os.path.join(HERE, one['file'])).convert('RGB'))[:side, :side]
        with torch.no_grad():
            found = model.embed(normalise(pixels[None].copy()))[0].numpy()
        expected = np.array(one['embedding'], dtype=np.float32)
        worst = max(worst, float(np.abs(found - expected).max() / max(np.abs(expected).max(), 1e-30)))
    print(f"{len(golden['images'])} images: largest difference of embeddings {worst:.1e}")
    if arguments[:1] == ['--save'] and len(arguments) == 2:
        save_twin(arguments[1], model, metadata)
        print(f'Written: {arguments[1]}')
    elif arguments:
        sys.exit('python to_pytorch.py [--save FILE]')
    # Written so that not-a-number fails.
    if not worst <= MOST:
        sys.exit('This network does not compute what the playground computed.')


if __name__ == '__main__':
    main(sys.argv[1:])
