/** A region of interest from a picture that a person drew elsewhere: white (or any colour) on black, or the opaque part of a stencil. */
import type { Fit } from '../../core/dataset/fit.ts';
import type { ImageFile } from '../../core/dataset/types.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { encodeRegion } from '../../core/region/encode.ts';
import { sameShape } from '../../core/region/region.ts';
import { decodeRegion } from '../decode/decoder.ts';

type Size = Pick<ImageFile, 'widthPx' | 'heightPx'>;

const inWords = ({ widthPx, heightPx }: Size): string => `${widthPx} × ${heightPx} px`;

/**
 * Its code for the configuration. The picture is made square as the images are, so it has to have the shape of at least one of them.
 * @param images sizes of the images' files; empty where they are not known
 * @throws PlaygroundError `region-unreadable`, `region-photograph`, `region-other-shape`, `region-empty`; nothing is changed then.
 */
export async function readRegionFile(
  file: File,
  sizePx: number,
  fit: Fit,
  images: readonly Size[],
): Promise<string> {
  const { signal } = new AbortController();
  const found = await decodeRegion({ file, entry: null }, sizePx, fit, signal);
  const { name } = file;
  if ('inside' in found) {
    if (images.length > 0 && !images.some((image) => sameShape(image, found)))
      throw new PlaygroundError(
        'region-other-shape',
        `"${name}" has ${inWords(found)}, the images ${inWords(images[0])}: it would be squeezed and lie elsewhere. Nothing was changed; give a picture of the images' shape.`,
        { name, size: inWords(found), images: inWords(images[0]) },
      );
    return encodeRegion({ width: sizePx, height: sizePx, data: found.inside }, fit);
  }
  if (found.detail === 'photograph')
    throw new PlaygroundError(
      'region-photograph',
      `"${name}" has more than a few flat colours: it is a photograph, not a region. Nothing was changed; give a picture that is black outside and white inside.`,
      { name },
    );
  throw new PlaygroundError(
    'region-unreadable',
    `"${name}" cannot be read as a region: ${found.detail} Nothing was changed.`,
    { name, reason: found.detail },
  );
}
