/**
 * The no-training baseline of a session: weights are fetched once, the backbone stays on the device for the next time, the places'
 * features for questions. A new measurement ends the one before.
 */
import type { Config, ModelConfig } from '../../core/config/schema.ts';
import type { TrainingRanking } from '../../core/calibration/doubtful.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { startsPretrained } from '../../core/networks/registry.ts';
import type {
  BackboneFile,
  BackbonePreprocessing,
  AlikeSets,
  BackboneReport,
  EngineEvent,
  EngineImage,
  Evaluation,
  NearestNormal,
  NearestQuery,
} from '../../worker/protocol.ts';
import { limitImage, regionAt } from '../../core/region/region.ts';
import { createJob, type Job, type Phase } from '../inference/job.ts';
import { noSuchMap } from '../inference/map-sets.ts';
import { allTraining } from '../inference/embedding-input.ts';
import { EfficientNet } from '../models/efficientnet/efficientnet.ts';
import type { WeightTensor } from '../models/efficientnet/weights-file.ts';
import { PretrainedBaseline } from '../pretrained/baseline.ts';
import { efficientNetFeatures } from '../pretrained/embed-pretrained.ts';
import type { FeatureNet } from '../pretrained/feature-net.ts';
import { withTiles } from '../kernels/webgpu/gemm/tiles-in-force.ts';
import { openLayersBackbone } from '../pretrained/layers-backbone.ts';
import { loadBackbone } from '../pretrained/load-backbone.ts';
import { nearestPretrained } from '../pretrained/nearest-pretrained.ts';
import type { ImageStore } from './image-store.ts';
import type { Turn } from './turns.ts';

/** A run's own tiles are not the baseline's. */
const withOwnTiles =
  (config: Config, turn: Turn): Turn =>
  (work) =>
    turn(() => withTiles(config.kernels.tiles, work));

export type PretrainedWeights = ReadonlyMap<string, WeightTensor>;

export class Baseline {
  private fetched: Promise<PretrainedWeights> | null = null;
  private net: FeatureNet | null = null;
  /** A person's own model instead of EfficientNet-B0. */
  private own: { readonly files: readonly BackboneFile[]; readonly how: BackbonePreprocessing } | null = null;
  private measured: PretrainedBaseline | null = null;
  /** Grows with every measurement and with its cancellation: an older one stops. */
  private call = 0;
  private measuring = 0;

  constructor(
    private readonly images: ImageStore,
    private readonly baseUrl: string | undefined,
  ) {}

  /** Fetched once, whoever asks first; after a failure it is tried again. */
  weights(onProgress: (share: number) => void): Promise<PretrainedWeights> {
    this.fetched ??= loadBackbone(this.baseUrl, onProgress).catch((error: unknown) => {
      this.fetched = null;
      throw error;
    });
    return this.fetched;
  }

  /** What a run's network starts from; null where that is the seed. */
  async weightsOf(model: ModelConfig, send: (event: EngineEvent) => void): Promise<PretrainedWeights | null> {
    if (!startsPretrained(model)) return null;
    return this.weights((fraction) => send({ type: 'status', phase: 'loading', fraction }));
  }

  /** Something of it is under way on the device. */
  get busy(): boolean {
    return this.measuring > 0;
  }

  async evaluate(config: Config, turn: Turn, send: (event: EngineEvent) => void): Promise<Evaluation> {
    return this.measure(send, async (measured, job) => {
      const { images } = this;
      const [train, calibration, test, imageSizePx] = await turn(
        async () => [images.training(), images.calibration(), images.test(), images.sizePx] as const,
      );
      return measured.measure({
        ...{ config, train, calibration, test, imageSizePx, turn: withOwnTiles(config, turn), job },
        onScores: (evaluation) => send({ type: 'pretrained-scores', evaluation }),
      });
    });
  }

  /** All training images, those kept for the threshold too. */
  async rank(config: Config, turn: Turn, send: (event: EngineEvent) => void): Promise<TrainingRanking> {
    return this.measure(send, async (measured, job) => {
      const { train, imageSizePx } = await this.allOf(turn);
      return measured.rank({ config, train, imageSizePx, turn: withOwnTiles(config, turn), job });
    });
  }

  /** Ids of training images that look like shots of one part, in sets; those kept for the threshold are among them. */
  async alike(config: Config, turn: Turn, send: (event: EngineEvent) => void): Promise<AlikeSets> {
    return this.measure(send, async (measured, job) => {
      const { train, imageSizePx } = await this.allOf(turn);
      return measured.alike({ config, train, imageSizePx, turn, job });
    });
  }

  private allOf(turn: Turn): Promise<{ train: EngineImage[]; imageSizePx: number }> {
    const { images } = this;
    return turn(async () => ({
      train: allTraining({
        ...{ train: images.training(), calibration: images.calibration(), aside: images.aside() },
      }),
      imageSizePx: images.sizePx,
    }));
  }

  private async measure<T>(
    send: (event: EngineEvent) => void,
    work: (measured: PretrainedBaseline, job: Job) => Promise<T>,
  ): Promise<T> {
    this.measuring++;
    try {
      const call = ++this.call;
      const report = (phase: Phase, fraction: number | null) => {
        if (phase === 'self-test' || phase === 'tiles' || phase === 'comparing' || phase === 'warming-up')
          return;
        send({ type: 'pretrained-status', phase, fraction });
      };
      await this.open((share) => report('loading', share));
      this.measured ??= new PretrainedBaseline(() => this.open());
      return await work(
        this.measured,
        createJob(report, () => this.call !== call),
      );
    } finally {
      this.measuring--;
    }
  }

  /** The network on the active backend. */
  private async open(onProgress: (share: number) => void = () => undefined): Promise<FeatureNet> {
    if (this.net) return this.net;
    const { own } = this;
    this.net = own
      ? await openLayersBackbone(own.files, own.how, this.images.sizePx)
      : efficientNetFeatures(new EfficientNet(await this.weights(onProgress)));
    return this.net;
  }

  /** Another backend takes over: what lies on this one is let go of, and made again when it is next needed. */
  leaveDevice(): void {
    this.net?.dispose();
    this.net = null;
  }

  /** A person's own network instead of EfficientNet-B0, or (null) that again. @throws as `openLayersBackbone`; the one before stays then. */
  async use(
    files: readonly BackboneFile[] | null,
    preprocessing: BackbonePreprocessing,
  ): Promise<BackboneReport | null> {
    if (!files && !this.own) return null;
    if (files && this.images.training().length === 0)
      throw new PlaygroundError('no-training-images', 'There are no images to show to the network.');
    const opened = files ? await openLayersBackbone(files, preprocessing, this.images.sizePx) : null;
    this.forget();
    this.net?.dispose();
    this.net = opened;
    this.own = files && { files, how: preprocessing };
    this.measured = null;
    return opened?.report ?? null;
  }

  cancel(): void {
    this.call++;
  }

  /** @throws PlaygroundError `no-such-map` before the first `evaluate` of these images, `unknown-image`. */
  async nearest(query: NearestQuery): Promise<NearestNormal> {
    const places = this.measured?.places;
    if (!places) throw noSuchMap('pretrained', 'the ImageNet baseline has not been made');
    const [image] = this.images.find([query.id]);
    const region = regionAt(this.measured?.region, this.images.sizePx);
    return nearestPretrained(await this.open(), places, query, limitImage(this.images.asRgb(image), region));
  }

  /** Other images were loaded. */
  forget(): void {
    this.cancel();
    this.measured?.forget();
  }
}
