/** What page and worker say to each other about packing a detector. */
import type { DepthScales } from '../../core/dataset/formats/depth.ts';
import type { Config } from '../../core/config/schema.ts';
import type { WeightsOfRun } from '../../core/detector/weights/pytorch-weights.ts';
import type { DetectorParts } from '../../core/detector/types.ts';

/** Largest differences over all images; of scores relative to them, of maps relative to each map's largest value. */
export interface OnnxCheck {
  readonly images: number;
  readonly score: number;
  readonly map: number;
}

export const DETECTOR_FORMATS = ['onnx', 'tfjs', 'safetensors'] as const;
export type DetectorFormat = (typeof DETECTOR_FORMATS)[number];

/** What can be taken home of a run: detectors, and the run itself as a PyTorch script. */
export const TAKE_HOME_FORMATS = [...DETECTOR_FORMATS, 'pytorch'] as const;
export type TakeHomeFormat = (typeof TAKE_HOME_FORMATS)[number];

export interface PackedDetector {
  readonly archive: Uint8Array<ArrayBuffer>;
  /** What ONNX Runtime made of the file in this browser; null where it is not ONNX or the runtime could not be had. */
  readonly check: OnnxCheck | null;
}

export interface PackDetectorRequest {
  readonly parts: DetectorParts;
  readonly fit: Config['data']['fit'];
  /** What became 255 in training images deeper than 8 bits; empty where there were none, or where it is not known. */
  readonly scales: DepthScales;
  readonly format: DetectorFormat;
  /** The weights as they are trained; only safetensors have them. */
  readonly checkpoint: WeightsOfRun | null;
  /** Of the ONNX file, or of the weights. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Documents in the language of the page: file name to Markdown. */
  readonly documents: Readonly<Record<string, string>>;
}
