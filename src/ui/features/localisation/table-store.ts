/**
 * What the light table shows and where it looks, kept while the page is open. Zoom, pan and the point under the pointer change many times
 * a second: panes listen to them and repaint without React.
 */
import { create } from 'zustand';
import { MAP_KINDS } from '../../../core/heatmap/map-kind.ts';
import type { MapKind } from '../../../worker/protocol.ts';
import type { SortOrder } from './ranking.ts';
import { MAX_ZOOM, WHOLE_IMAGE, type ViewTransform } from './view-transform.ts';

export const PANE_KINDS = ['image', 'mask', ...MAP_KINDS] as const;
export type PaneKind = 'image' | 'mask' | MapKind;

export interface ImagePoint {
  /** Each in [0, 1]. */
  readonly x: number;
  readonly y: number;
}

export interface TableState {
  readonly order: SortOrder;
  /** '' shows all. */
  readonly defectType: string;
  readonly hidden: readonly PaneKind[];
  /** Maps over the image, or alone. */
  readonly over: boolean;
  readonly view: ViewTransform;
  /** How deep the image on the table may be looked into. */
  readonly maxZoom: number;
  readonly point: ImagePoint | null;
  /** Whether the normal places most like the hottest window are asked for. */
  readonly nearestShown: boolean;
}

export const useTable = create<TableState>()(() => ({
  order: 'score',
  defectType: '',
  hidden: ['mask'],
  over: true,
  view: WHOLE_IMAGE,
  maxZoom: MAX_ZOOM,
  point: null,
  nearestShown: false,
}));

export function changeView(change: (view: ViewTransform, maxZoom: number) => ViewTransform): void {
  useTable.setState(({ view, maxZoom }) => ({ view: change(view, maxZoom) }));
}

export function togglePane(kind: PaneKind): void {
  useTable.setState(({ hidden }) => ({
    hidden: hidden.includes(kind) ? hidden.filter((other) => other !== kind) : [...hidden, kind],
  }));
}
