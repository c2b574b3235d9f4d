/** The options of `cutpaste score` and `serve`. */
import type { OptionTable } from '../command-line/option-table.ts';

const DETECTOR = {
  type: 'string',
  describe:
    'What "Save as ONNX" or --export onnx gave; it is checked against the images that prove it before it is used',
} as const;

export const SCORE_OPTIONS = {
  detector: DETECTOR,
  data: { type: 'string', describe: 'A folder of images (all below it), or one image' },
  out: { type: 'string', describe: 'Where to write scores.csv and maps/*.png' },
  json: {
    type: 'boolean',
    describe: 'A line of JSON for each image on standard output; --out may be left out then',
  },
} as const satisfies OptionTable;

export const SERVE_OPTIONS = {
  detector: DETECTOR,
  port: { type: 'string', default: '8080', describe: '0: any free one' },
  host: { type: 'string', default: '127.0.0.1', describe: 'This machine only; 0.0.0.0 for others too' },
  'most-bytes': {
    type: 'string',
    default: '20971520',
    describe: 'So many bytes an image may have; more are answered with 413',
  },
  'most-pixels': {
    type: 'string',
    default: '50000000',
    describe: 'So many pixels an image may have; more are answered with 413',
  },
  'most-waiting': {
    type: 'string',
    default: '64',
    describe: 'Images that wait; more are answered with 503',
  },
  timeout: { type: 'string', default: '30', describe: 'Seconds for a request to arrive' },
  json: { type: 'boolean', describe: 'The address as a line of JSON on standard output' },
} as const satisfies OptionTable;
