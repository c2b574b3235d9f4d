/**
 * `--maps npy|tiff`: every value of the anomaly maps at the size of the masks, the masks as the page used them, and maps.csv, which says
 * what belongs together. Pixel metrics can be computed again from these files alone.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeNpy } from '../../src/core/export/npy.ts';
import { encodeTiff } from '../../src/core/export/tiff.ts';
import { regionAt } from '../../src/core/region/region.ts';
import type { MapForm } from './options.ts';
import { encodePng } from './png.ts';
import type { ScoredImage } from './result.ts';
import type { SnapshotPixels } from './snapshot.ts';

type Form = Exclude<MapForm, 'overlay'>;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** 0 where the pixel is normal, 255 where it is a defect. */
function maskPng(mask: Uint8Array, width: number, height: number): Buffer {
  const data = new Uint8Array(3 * mask.length);
  for (let i = 0; i < mask.length; i++) data.fill(mask[i] ? 255 : 0, 3 * i, 3 * i + 3);
  return encodePng({ width, height, data });
}

export class MapValues {
  private readonly rows: string[] = ['map,mask,path,label,defect_type,score'];

  constructor(
    private readonly folder: string,
    private readonly form: Form,
  ) {
    mkdirSync(join(folder, 'masks'), { recursive: true });
  }

  /** @param name of the overlay, ending in .png */
  write(
    name: string,
    image: ScoredImage,
    map: Float32Array,
    { width, height, mask }: Pick<SnapshotPixels, 'width' | 'height' | 'mask'>,
  ): void {
    const file = name.replace(/\.png$/, `.${this.form}`);
    const bytes = this.form === 'npy' ? encodeNpy(map, [height, width]) : encodeTiff(map, width, height);
    writeFileSync(join(this.folder, 'maps', file), bytes);
    if (mask) writeFileSync(join(this.folder, 'masks', name), maskPng(mask, width, height));
    this.rows.push(
      [
        `maps/${file}`,
        mask ? `masks/${name}` : '',
        quoted(image.path),
        image.anomalous ? 'anomalous' : 'normal',
        quoted(image.defectType),
        image.score,
      ].join(','),
    );
  }

  /** The region of interest, white inside: pixels outside of it are in no figure, and maps say nothing there. No file without one. */
  writeRegion(code: string, sizePx: number): void {
    const region = regionAt(code, sizePx);
    if (region) writeFileSync(join(this.folder, 'region.png'), maskPng(region.inside, sizePx, sizePx));
  }

  /** Normal images have no mask: all of their pixels are normal. Anomalous ones without a mask are in no pixel figure. */
  writeList(): void {
    writeFileSync(join(this.folder, 'maps.csv'), `${this.rows.join('\n')}\n`);
  }
}
