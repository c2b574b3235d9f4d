/** Opening other images while some are open: types only. `opening-slice.ts` does it. */

/** What is to be opened: a built-in sample by its name, files by their number, or images that were open before by their name. */
export type OpeningWish =
  | { readonly kind: 'sample'; readonly name: string }
  | { readonly kind: 'files'; readonly count: number }
  | { readonly kind: 'earlier'; readonly name: string };

/** What opening would cost: a run that is under way, or images of one's own (by name) that are within reach and kept nowhere else. */
export interface OpeningCost {
  readonly run: boolean;
  readonly images: string | null;
}

export interface OpeningSlice {
  /** Something would be lost or end by it: waits for the answer. */
  openingAsked: (OpeningWish & OpeningCost) | null;
  /** A run stops and is kept, and the images are opened. */
  acceptOpening(): void;
  /** Training goes on; nothing was changed. */
  declineOpening(): void;
  /** Images of one's own, or of a run that was stopped, that were open before these; they can come back whole, with the run. */
  earlierData: {
    readonly name: string;
    readonly own: boolean;
    /** A run was stopped for the images that are open now, and nobody has dismissed that. */
    readonly stopped: boolean;
  } | null;
  reopenEarlier(): Promise<void>;
  /** The message goes; the images stay within reach. */
  dismissStopped(): void;
}
