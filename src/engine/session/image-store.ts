/** The images the engine holds, in the order they came; all square and of one size. */
import { PlaygroundError } from '../../core/errors.ts';
import type { RgbImage } from '../../core/image/types.ts';
import type { EngineImage } from '../../worker/protocol.ts';

export class ImageStore {
  private readonly images = new Map<string, EngineImage>();
  sizePx = 0;

  /** @throws PlaygroundError `image-size-differs`; nothing is changed then. */
  add(images: readonly EngineImage[]): void {
    const first = this.images.size > 0 ? this.sizePx : sideOf(images[0]);
    for (const image of images) {
      if (sideOf(image) === first) continue;
      throw new PlaygroundError(
        'image-size-differs',
        `An image is ${sideOf(image)} px wide where all must be ${first} px. Nothing was added; load the images again.`,
        { width: sideOf(image), height: sideOf(image), expected: first },
      );
    }
    this.sizePx = first;
    for (const image of images) this.images.set(image.id, image);
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.images.delete(id);
  }

  clear(): void {
    this.images.clear();
    this.sizePx = 0;
  }

  /** Normal training images: anomalous ones never train (the method sees normal images only). */
  training(): EngineImage[] {
    return [...this.images.values()].filter(({ role, label }) => role === 'train' && label === 'normal');
  }

  /** Normal images that the threshold rests on. */
  calibration(): EngineImage[] {
    return [...this.images.values()].filter(
      ({ role, label }) => role === 'calibration' && label === 'normal',
    );
  }

  /** Kept from the training, though the threshold rests on others. */
  aside(): EngineImage[] {
    return [...this.images.values()].filter(({ role }) => role === 'aside');
  }

  test(): EngineImage[] {
    return [...this.images.values()].filter(({ role }) => role === 'test');
  }

  /** @throws PlaygroundError `unknown-image`. */
  find(ids: readonly string[]): EngineImage[] {
    return ids.map((id) => {
      const image = this.images.get(id);
      if (!image) throw new PlaygroundError('unknown-image', `There is no image "${id}".`, { id });
      return image;
    });
  }

  asRgb({ pixels }: EngineImage): RgbImage {
    return { width: this.sizePx, height: this.sizePx, data: pixels };
  }
}

function sideOf(image: EngineImage | undefined): number {
  return image ? Math.round(Math.sqrt(image.pixels.length / 3)) : 0;
}
