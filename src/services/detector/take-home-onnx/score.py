"""python score.py FOLDER OUT: scores every image of a folder; writes OUT/scores.csv and OUT/maps/*.npy."""
import csv
import json
import os
import sys

import numpy as np

from detector import HERE, Detector, read_image

IMAGES = ('.png', '.jpg', '.jpeg', '.webp', '.tif', '.tiff', '.bmp', '.gif')

if len(sys.argv) != 3:
    sys.exit('Give a folder of images and one for the results: python score.py photos results')
source, out = sys.argv[1:]
detector = Detector()
with open(os.path.join(HERE, 'golden.json'), encoding='utf-8') as file:
    scales = json.load(file).get('scales')
os.makedirs(out, exist_ok=True)
done = failed = 0
with open(os.path.join(out, 'scores.csv'), 'w', newline='', encoding='utf-8') as file:
    table = csv.writer(file)
    table.writerow(['file', 'anomaly_score', 'p_value', 'is_anomalous'])
    for folder, folders, names in os.walk(source):
        folders.sort()
        for name in sorted(name for name in names if name.lower().endswith(IMAGES)):
            path = os.path.join(folder, name)
            try:
                score, p_value, anomalous, pixels = detector.score(read_image(path, scales))
            except (OSError, ValueError) as error:
                failed += 1
                print(f'{path} was left out: {error}', file=sys.stderr)
                continue
            relative = os.path.relpath(path, source)
            table.writerow([relative, score, p_value, str(anomalous).lower()])
            target = os.path.join(out, 'maps', relative + '.npy')
            os.makedirs(os.path.dirname(target), exist_ok=True)
            np.save(target, pixels)
            done += 1
print(f'{done} images scored, {failed} left out')
sys.exit(0 if done > 0 and failed == 0 else 1)
