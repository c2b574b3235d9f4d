/** The no-training baseline of a session: the backbone stays on the device for the next time, the places' features for questions. */
import type { Config } from '../../core/config/schema.ts';
import type { Evaluation, NearestNormal, NearestQuery } from '../../worker/protocol.ts';
import { createJob, type Phase } from '../inference/job.ts';
import { noSuchMap } from '../inference/map-sets.ts';
import type { EfficientNet } from '../models/efficientnet/efficientnet.ts';
import { evaluatePretrained, type PretrainedPlaces } from '../pretrained/evaluate-pretrained.ts';
import { loadBackbone } from '../pretrained/load-backbone.ts';
import { nearestPretrained } from '../pretrained/nearest-pretrained.ts';
import type { ImageStore } from './image-store.ts';

export class Baseline {
  private backbone: EfficientNet | null = null;
  private places: PretrainedPlaces | null = null;

  constructor(private readonly images: ImageStore) {}

  async evaluate(
    config: Config,
    baseUrl: string,
    report: (phase: Phase, fraction: number | null) => void,
    isCancelled: () => boolean,
  ): Promise<Evaluation> {
    this.backbone ??= await loadBackbone(baseUrl, (share) => report('loading', share));
    const { evaluation, places } = await evaluatePretrained({
      net: this.backbone,
      config,
      train: this.images.training(),
      test: this.images.test(),
      imageSizePx: this.images.sizePx,
      job: createJob(report, isCancelled),
    });
    this.places = places;
    return evaluation;
  }

  /** @throws PlaygroundError `no-such-map` before the first `evaluate` of these images, `unknown-image`. */
  async nearest(query: NearestQuery): Promise<NearestNormal> {
    if (!this.backbone || !this.places)
      throw noSuchMap('pretrained', 'the ImageNet baseline has not been made');
    const [image] = this.images.find([query.id]);
    return nearestPretrained(this.backbone, this.places, query, this.images.asRgb(image));
  }

  /** Other images were loaded. */
  forget(): void {
    this.places = null;
  }
}
