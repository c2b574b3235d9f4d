/** What the page and its service worker say to each other: types only. */

/** From the page. `store`: keep the whole page for use without a network. `store-backbone`: keep the ImageNet network too. */
export type OfflineRequest =
  | { readonly type: 'store' }
  | { readonly type: 'store-backbone' }
  | { readonly type: 'ask' }
  /** To a new version that waits: take over now. */
  | { readonly type: 'take-over' };

/** Files that are kept and that there are. */
export interface StoredCount {
  readonly stored: number;
  readonly total: number;
}

/** To every open page, whenever something changes. */
export interface OfflineReport {
  readonly type: 'offline-report';
  readonly app: StoredCount;
  /** `total` is 0 where the page was built without the backbone. */
  readonly backbone: StoredCount;
  /** Why the last attempt to keep something failed; empty when it did not. */
  readonly problem: string;
}

/** Written by the build beside the page: what a visitor downloads. Bytes; `compressed` as a host sends it (gzip). */
export interface DownloadSize {
  readonly app: { readonly files: number; readonly bytes: number; readonly compressed: number };
  readonly backbone: { readonly files: number; readonly bytes: number; readonly compressed: number };
}
