/** The text of `npm run experiment -- --help`: usage, and every key of --set with its limits and the presets' values. */
import { PARAMETERS, readParameter, type Parameter } from '../../src/core/config/parameters.ts';
import { PRESETS } from '../../src/core/config/presets.ts';
import { DATA_HELP } from './data-options.ts';
import { SAMPLES } from '../../src/core/samples/samples.ts';

const USAGE = `Runs CutPaste Playground without a screen: the built page in a headless Chromium, with the same code.

  npm run experiment -- --data DIR --out DIR [options]
  npm run experiment -- --sample NAME --out DIR [options]
  npm run experiment -- --grid FILE --data DIR | --sample NAME --out DIR [--backend NAME]

  --data DIR        folder of images, or an archive of one; names of folders and files, masks and annotations give the labels
${DATA_HELP}
  --calibrate DIR   fresh normal images: the threshold rests on them alone (all count as normal; they are in no ROC)
  --sample NAME     a built-in set: ${SAMPLES.map(({ name }) => name).join(', ')}
  --out DIR         a folder outside of the images', where to write result.json, scores.csv, scores.json, roc.svg, maps/*.png and report.html
  --preset NAME     ${Object.keys(PRESETS).join(', ')} (default: quick)
  --seed N          seed of every random draw (default: 0)
  --steps N         training steps; the learning-rate schedule is fitted to them. 0: the network as it comes, for
                    --preset pretrained ImageNet's features without any training
  --maps FORM       overlay: pictures for people (default). npy, tiff: besides them every value of the maps as float32, at the size of
                    the masks, and those masks; maps.csv lists them. Every pixel figure can be computed again from these files
  --backend NAME    auto, webgpu, webgl, wasm, cpu (default: auto; webgpu falls back to a software adapter)
  --set key=value   any parameter below; may be given several times
  --no-baseline     do not make the maps and scores of ImageNet features, without training, after the run
  --export FORM     the finished run as a detector, beside the results: onnx (one graph with its proof and scripts), tfjs; several are allowed
  --resume          go on with the run in --out from its last checkpoint (checkpoint.zip, written at every evaluation and every 20 s), with the
                    numbers of a run that was never stopped; without a checkpoint the run begins. Settings need not be given again
  --longer          train the finished run in --out longer: one more cosine cycle of the same length from its last weights
  --grid FILE       a grid of runs as JSON: {"version": 1, "name": "tasks", "base": {"preset": "quick", "set": {"training.steps": 500}},
                    "axes": [{"settings": ["augment.task"], "values": ["cutpaste", "scar", "3way"]}], "seeds": [0, 1, 2]}
                    Each run gets a folder under runs; grid.json, table.md and table.csv hold mean and standard error, and the ensemble of seeds. The same
                    command goes on after an interruption: finished runs are recognised by configuration and images.
  --help            this text

Exit code: 0 after a complete run, 2 for a bad option or folder, 1 for any other failure.
`;

/** Values that a parameter allows, in words. */
function limits(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'boolean':
      return 'true, false';
    case 'choice':
      return parameter.choices.join(', ');
    case 'number':
    case 'integer':
      return `${parameter.min} to ${parameter.max}${parameter.unit ? ` ${parameter.unit}` : ''}`;
    default:
      return parameter satisfies never;
  }
}

const show = (value: unknown): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value);

export function helpText(): string {
  const width = Math.max(...PARAMETERS.map(({ path }) => path.length));
  const rows = PARAMETERS.map((parameter) => {
    const { path } = parameter;
    const values = Object.entries(PRESETS).map(
      ([name, preset]) => `${name} ${show(readParameter(preset, path))}`,
    );
    const paper =
      parameter.paper === null ? 'the paper is silent' : `stated by the paper: ${show(parameter.paper)}`;
    return `  ${path.padEnd(width)}  ${limits(parameter)}\n  ${' '.repeat(width)}  ${values.join(', ')}; ${paper}`;
  });
  return `${USAGE}\nKeys of --set:\n\n${rows.join('\n')}\n`;
}
