"""Opens detector.onnx with ONNX Runtime and reads images as the playground does. Needs: pip install onnxruntime numpy pillow"""
import os
import sys

import numpy as np
import onnxruntime as ort
from PIL import Image, ImageOps

from check_sums import check_sums

HERE = os.path.dirname(os.path.abspath(__file__))


# Sides below this were too small for the playground too.
SMALLEST_SIDE = 16
CAMERA_DEPTHS = [1023, 4095, 16383, 65535]


def scale_of(kind, most):
    """The value that becomes 255 where `most` is the largest: a camera's full scale where at least half of it is used, else the value."""
    if kind == 'float':
        return 1 if most <= 1 else 255 if most <= 255 else max(65535, most)
    full = next((value for value in CAMERA_DEPTHS if most <= value), 65535)
    return full if most * 2 > full else max(255, most)


def is_deep_colour(image):
    """Colours of 16 bits, of which Pillow keeps the upper 8."""
    return any('16' in str(tile[3]) for tile in image.tile if image.mode not in ('I', 'I;16', 'I;16B', 'F'))


def shaded(values, opacity, up):
    """Rounded as browsers do when they lay a picture over black."""
    product = values.astype(np.uint32) * opacity.astype(np.uint32)
    return ((2 * product + 255) // 510 if up else product // 255).astype(np.uint8)


def read_image(path, scales=None):
    """8-bit RGB [H, W, 3]: turned as the camera was held, over black. `scales` of golden.json: what becomes 255 in deeper files."""
    image = Image.open(path)
    if min(image.size) < SMALLEST_SIDE:
        raise ValueError(f'The image has {image.size[0]} x {image.size[1]} px; at least {SMALLEST_SIDE} px a side are needed.')
    if is_deep_colour(image):
        raise ValueError(f'{path} has colours of 16 bits, which Pillow cannot read: use score.mjs.')
    rounds_up = image.format != 'WEBP'
    image = ImageOps.exif_transpose(image)
    if image.mode in ('I', 'I;16', 'I;16B', 'F'):
        kind = 'float' if image.mode == 'F' else 'integer'
        grey = np.nan_to_num(np.asarray(image, dtype=np.float64))
        full = max((scales or {}).get(kind, 0), scale_of(kind, grey.max()))
        grey = np.clip(np.floor(grey * 255 / full + 0.5), 0, 255).astype(np.uint8)
        return np.repeat(grey[:, :, None], 3, axis=2)
    if image.mode == 'CMYK':
        inks = 255 - np.asarray(image)
        return shaded(inks[:, :, :3], inks[:, :, 3:], False)
    if image.mode in ('RGBA', 'LA', 'PA') or 'transparency' in image.info:
        pixels = np.asarray(image.convert('RGBA'))
        return shaded(pixels[:, :, :3], pixels[:, :, 3:], rounds_up)
    return np.asarray(image.convert('RGB'), dtype=np.uint8)


class Detector:
    def __init__(self):
        """Ends the program where a file of this folder was changed or damaged; nothing is scored then."""
        try:
            check_sums(HERE, ['detector.onnx', 'golden.json'])
        except ValueError as error:
            sys.exit(str(error))
        self.session = ort.InferenceSession(os.path.join(HERE, 'detector.onnx'), providers=['CPUExecutionProvider'])

    def score(self, image):
        """image: uint8 [H, W, 3] of any size. Returns score, p-value, decision and map [S, S]."""
        names = ['anomaly_score', 'p_value', 'is_anomalous', 'anomaly_map']
        score, p_value, anomalous, pixels = self.session.run(names, {'images': image[None]})
        return float(score[0]), float(p_value[0]), bool(anomalous[0]), pixels[0]
