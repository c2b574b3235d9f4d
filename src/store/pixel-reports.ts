/** From a set of maps and the labels that people gave to the report of its pixels: a label changed by hand moves the numbers. */
import type { DatasetItem } from '../core/dataset/types.ts';
import type { PixelReport } from '../core/metrics/pixel-report.ts';
import type { PixelReportRequest } from '../services/pixel-report/pixel-report.ts';
import type { MapSet } from '../worker/protocol.ts';

/** Of one kind of map, over the test images that have a mask or are normal. */
export interface NamedPixelReport extends PixelReport {
  readonly step: number;
  /** The images of `byImage`. */
  readonly ids: readonly string[];
}

/** What the worker is asked, and the images that take part; null where nothing has a mask. */
export function pixelRequest(
  set: MapSet,
  items: readonly DatasetItem[],
  sigmaPx: number,
): { readonly request: PixelReportRequest; readonly ids: readonly string[] } | null {
  const byId = new Map(items.map((item) => [item.id, item]));
  const counted = set.ids.flatMap((id, i) => {
    const item = byId.get(id);
    if (!item || (item.label === 'anomalous' && !item.mask)) return [];
    const anomalous = item.label === 'anomalous';
    const image = {
      map: set.maps[i],
      mask: anomalous && item.mask ? item.mask.data : null,
      defectType: anomalous ? item.defectType : null,
    };
    return [{ id, image, sizePx: item.image.width }];
  });
  if (!counted.some(({ image }) => image.mask)) return null;
  const { kind, threshold } = set;
  return {
    request: {
      kind,
      threshold,
      sigmaPx,
      sizePx: counted[0].sizePx,
      images: counted.map(({ image }) => image),
    },
    ids: counted.map(({ id }) => id),
  };
}
