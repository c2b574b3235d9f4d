/** A region of interest from a picture that a person drew elsewhere: white (or any colour) on black, or the opaque part of a stencil. */
import type { Fit } from '../../core/dataset/fit.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { encodeRegion } from '../../core/region/encode.ts';
import { decodeRegion } from '../decode/decoder.ts';

/**
 * Its code for the configuration. The picture is made square as the images are, so it has to have their shape.
 * @throws PlaygroundError `region-unreadable`, `region-photograph`, `region-empty`; nothing is changed then.
 */
export async function readRegionFile(file: File, sizePx: number, fit: Fit): Promise<string> {
  const { signal } = new AbortController();
  const found = await decodeRegion({ file, entry: null }, sizePx, fit, signal);
  if ('inside' in found) return encodeRegion({ width: sizePx, height: sizePx, data: found.inside }, fit);
  const { name } = file;
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
