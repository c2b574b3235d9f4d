"""python verify.py: this machine's ONNX Runtime against what the playground measured; exit code 1 where they differ."""
import json
import os
import sys

import numpy as np

from detector import HERE, Detector, read_image

MOST_SCORE, MOST_MAP = 1e-4, 1e-3

detector = Detector()
with open(os.path.join(HERE, 'golden.json'), encoding='utf-8') as file:
    golden = json.load(file)
worst_score = worst_map = 0.0
flipped = 0
for one in golden['images']:
    expected = np.fromfile(os.path.join(HERE, one['mapFile']), dtype='<f4')
    score, _, anomalous, pixels = detector.score(read_image(os.path.join(HERE, one['file'])))
    worst_score = max(worst_score, abs(score - one['score']) / max(abs(one['score']), 1e-30))
    worst_map = max(worst_map, np.abs(pixels.ravel() - expected).max() / max(np.abs(expected).max(), 1e-30))
    flipped += anomalous != one['anomalous']
print(f"{len(golden['images'])} images: largest difference of scores {worst_score:.1e}, of maps {worst_map:.1e}, decisions flipped: {flipped}")
# Written so that not-a-number fails.
if not (worst_score <= MOST_SCORE and worst_map <= MOST_MAP and flipped == 0):
    sys.exit('This runtime does not compute what the playground computed. Do not use it for decisions.')
