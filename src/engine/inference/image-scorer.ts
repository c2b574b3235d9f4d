/** Scores of any images by what the evaluation scores with: the density of windows or pooled features, or the places. */
import { placesReadout } from '../../core/config/readout.ts';
import { scoreOfImage } from './density-fit.ts';
import type { NamedImage } from './embedding-input.ts';
import { fitPlaceDetector } from './evaluate-places.ts';
import type { EvaluationInput } from './evaluation-input.ts';
import { fitAsEvaluated } from './fit-as-evaluated.ts';

interface ImageScorer {
  /** `done` counts images. */
  scores(images: readonly NamedImage[], done: (count: number) => number): Promise<Float64Array>;
  dispose(): void;
}

export async function imageScorer(input: EvaluationInput): Promise<ImageScorer> {
  const { embedder, config, job } = input;
  const kind = placesReadout(config);
  if (kind) {
    const detector = await fitPlaceDetector(input, kind);
    return {
      async scores(images, done) {
        const found = new Float64Array(images.length);
        for (const [i, image] of images.entries()) {
          await job.progress('embedding', done(i));
          found[i] = (await detector.judge(image)).score;
        }
        return found;
      },
      dispose: () => detector.dispose(),
    };
  }
  const { fitted } = await fitAsEvaluated(input);
  const d = embedder.model.network.features;
  return {
    async scores(images, done) {
      const embeddings = await embedder.embed(images, input, done);
      return Float64Array.from(embeddings, ({ features }) =>
        scoreOfImage(fitted, features, features.length / d),
      );
    },
    dispose: () => undefined,
  };
}
