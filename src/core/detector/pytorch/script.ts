/**
 * A run as a PyTorch program: readable, one file, with the run's own settings. What is written here is its head (settings, network, classes of the
 * pretext task, what is otherwise than on the page); the rest are the texts that it is given, of which it keeps the functions that this
 * run needs.
 */
import { inputSizePx } from '../../augment/batch-size.ts';
import { taskViews, type TaskClass } from '../../augment/tasks.ts';
import type { Config } from '../../config/schema.ts';
import { PlaygroundError } from '../../errors.ts';
import { startsPretrained } from '../../networks/registry.ts';
import { layersOf, networkOf } from '../weights/pytorch-weights.ts';
import { ALWAYS_OTHER, LEFT } from './carried.ts';
import { missingViews } from './written-views.ts';

/** Python that stands in files of its own, so that it can be read, compiled and run. */
export interface PythonTexts {
  /** The classes of the networks. */
  readonly network: string;
  /** Everything else, below the head. */
  readonly program: string;
}

/** A value of JSON as Python writes it; objects over several lines. */
function literal(value: unknown, indent = ''): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}    `;
  if (Array.isArray(value)) {
    if (!value.some((item) => typeof item === 'object'))
      return `[${value.map((item) => literal(item)).join(', ')}]`;
    return `[\n${value.map((item) => `${inner}${literal(item, inner)},\n`).join('')}${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const flat = entries.every(([, item]) => typeof item !== 'object' || item === null);
  const pairs = entries.map(([key, item]) => `${JSON.stringify(key)}: ${literal(item, inner)}`);
  const line = `{${pairs.join(', ')}}`;
  if (flat && line.length + indent.length < 110) return line;
  return `{\n${pairs.map((pair) => `${inner}${pair},\n`).join('')}${indent}}`;
}

const classLine = ({ className, kinds }: TaskClass): string =>
  `    (${JSON.stringify(className)}, [${kinds.map((kind) => kind.replaceAll('-', '_')).join(', ')}]),\n`;

/** Top-level blocks; a definition is kept where what is kept mentions its name. `roots` are mentioned from outside. */
function neededOf(text: string, roots: string): string {
  const blocks = text.trim().split('\n\n\n');
  const nameOf = (block: string) => /^(?:@.*\n)?(?:def|class) (\w+)/.exec(block)?.[1];
  const kept = new Set(blocks.filter((block) => nameOf(block) === undefined || nameOf(block) === 'main'));
  for (let size = -1; size !== kept.size;) {
    size = kept.size;
    const seen = `${roots}\n${[...kept].join('\n')}`;
    for (const block of blocks) if (new RegExp(`\\b${nameOf(block)}\\b`).test(seen)) kept.add(block);
  }
  return blocks.filter((block) => kept.has(block)).join('\n\n\n');
}

/** Below a module's docstring and imports. */
const bodyOf = (text: string): string => text.slice(text.indexOf('\nMEAN, ') + 1);

const IMPORTS = `import argparse
import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import nn
from torch.nn import functional as F
`;

/** One line of a docstring: nothing in it ends the string. */
const plain = (text: string): string => text.replace(/[\\"]/g, '\u2019').replace(/\s+/g, ' ');

/**
 * @param name of the run
 * @throws PlaygroundError `export-failed` naming views that have no way to be written
 */
export function pytorchScript(name: string, config: Config, { network, program }: PythonTexts): string {
  const missing = missingViews(config);
  if (missing.length > 0)
    throw new PlaygroundError(
      'export-failed',
      `There is no way to write the views ${missing.join(', ')} in a PyTorch script. Nothing was exported.`,
      { reason: missing.join(', ') },
    );
  const pretrained = startsPretrained(config.model);
  const others = [...LEFT.flatMap(({ told }) => told(config) ?? []), ...ALWAYS_OTHER];
  const start = pretrained
    ? '\nIt starts from ImageNet weights, which are not in this file. "Save the weights for PyTorch" of the same run with 0 steps (cutpaste run ... --steps 0\n--export safetensors) gives model.safetensors: --weights model.safetensors\n'
    : '';
  const { version, ...settings } = config;
  const classes = `CLASSES = [\n${taskViews(config.augment.task).map(classLine).join('')}]`;
  const constants = [
    `CONFIG = ${literal(settings)}`,
    '# The layers of the network, and the side of what it is trained on.',
    `NETWORK = ${literal(layersOf(networkOf(config)))}`,
    `INPUT_SIDE = ${inputSizePx(config.model, config.data.imageSizePx)}`,
    `PRETRAINED = ${literal(pretrained)}`,
    "random = np.random.default_rng(CONFIG['seed'])",
  ].join('\n');
  const needed = neededOf(`${bodyOf(network)}\n\n\n${program}`, classes);
  const main = needed.lastIndexOf('def main()');
  return `"""${plain(name)}: a run of CutPaste Playground as a PyTorch program (CutPaste, Li et al., CVPR 2021, https://arxiv.org/abs/2104.04015).

python FILE --data FOLDER [--save weights.pt]

trains on FOLDER/train/good, then prints the image AUROC on FOLDER/test (test/good is normal, every other folder has defects).
Needs: torch, numpy, pillow. Sections and equations are those of the paper.
${start}
What is otherwise than on the page:
${others.map((line) => `- ${plain(line)}\n`).join('')}
The configuration below is the run's own (version ${version}), whole: what this script does not read is told above.
"""
${IMPORTS}
${constants}

${needed.slice(0, main)}# The pretext task: each class with the views it is drawn from.
${classes}


${needed.slice(main)}
`;
}
