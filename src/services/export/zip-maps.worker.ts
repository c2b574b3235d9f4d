/** Writes all maps of a kind into one archive, map by map, off the page's thread. */
import { Zip } from 'fflate';
import { DeflatedFile } from '../../core/export/deflated-file.ts';
import { encodeNpy } from '../../core/export/npy.ts';
import { encodeTiff } from '../../core/export/tiff.ts';
import { upsampleMap } from '../../core/heatmap/upsample-map.ts';
import { toErrorReport } from '../../core/errors.ts';
import type { ZipMapsReply, ZipMapsRequest } from './zip-maps.ts';

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ZipMapsRequest>) => void) | null;
  postMessage(reply: ZipMapsReply): void;
};

scope.onmessage = ({ data: { maps, kind, sizePx, sigmaPx, format, about } }) => {
  try {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const zip = new Zip((error, part, last) => {
      if (error) throw error;
      parts.push(part as Uint8Array<ArrayBuffer>);
      if (last) scope.postMessage({ type: 'done', blob: new Blob(parts, { type: 'application/zip' }) });
    });
    const add = (name: string, bytes: Uint8Array) => {
      // Smooth maps shrink little: the quickest level is enough.
      const file = new DeflatedFile(name, 1);
      zip.add(file);
      file.push(bytes as Uint8Array<ArrayBuffer>, true);
    };
    maps.forEach(({ name, grid }, i) => {
      const values = upsampleMap(grid, kind, sizePx, sigmaPx);
      const bytes =
        format === 'npy' ? encodeNpy(values, [sizePx, sizePx]) : encodeTiff(values, sizePx, sizePx);
      add(`${name}.${format}`, bytes);
      scope.postMessage({ type: 'progress', done: i + 1 });
    });
    add('maps.json', new TextEncoder().encode(about));
    zip.end();
  } catch (error) {
    scope.postMessage({ type: 'failed', message: toErrorReport(error).message });
  }
};
