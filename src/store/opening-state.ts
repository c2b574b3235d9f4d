/** Opening other images while some are open: types only. `opening-slice.ts` does it. */

/** What is to be opened: a built-in sample by its name, files by their number, or images that were open before by their name. */
export type OpeningWish =
  | { readonly kind: 'sample'; readonly name: string }
  | { readonly kind: 'files'; readonly count: number }
  | { readonly kind: 'earlier'; readonly name: string };

export interface OpeningSlice {
  /** A run is under way, and other images would end it: waits for the answer. */
  openingAsked: OpeningWish | null;
  /** The run stops, is kept, and the images are opened. */
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
