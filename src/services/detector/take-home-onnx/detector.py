"""Opens detector.onnx with ONNX Runtime and reads images as the playground does. Needs: pip install onnxruntime numpy pillow"""
import os

import numpy as np
import onnxruntime as ort
from PIL import Image, ImageOps

HERE = os.path.dirname(os.path.abspath(__file__))


def read_image(path):
    """8-bit RGB [H, W, 3]: turned as the camera was held, over black."""
    image = ImageOps.exif_transpose(Image.open(path))
    if image.mode in ('RGBA', 'LA', 'PA') or 'transparency' in image.info:
        image = image.convert('RGBA')
        ground = Image.new('RGBA', image.size, (0, 0, 0, 255))
        image = Image.alpha_composite(ground, image)
    return np.asarray(image.convert('RGB'), dtype=np.uint8)


class Detector:
    def __init__(self, path=os.path.join(HERE, 'detector.onnx')):
        self.session = ort.InferenceSession(path, providers=['CPUExecutionProvider'])

    def score(self, image):
        """image: uint8 [H, W, 3] of any size. Returns score, p-value, decision and map [S, S]."""
        names = ['anomaly_score', 'p_value', 'is_anomalous', 'anomaly_map']
        score, p_value, anomalous, pixels = self.session.run(names, {'images': image[None]})
        return float(score[0]), float(p_value[0]), bool(anomalous[0]), pixels[0]
