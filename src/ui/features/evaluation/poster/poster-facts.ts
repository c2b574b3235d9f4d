/** All that stands on a poster, ready to be drawn: figures of the run, texts in one language, pictures as data. Types only. */

/** Square pictures as `data:` addresses of PNG files. */
export interface PosterSample {
  readonly caption: string;
  readonly picture: string;
  /** Where something was pasted, in shares of the side; null where nothing was. */
  readonly pasted: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  } | null;
}

export interface PosterMap {
  /** Kind of image, as its label says. */
  readonly name: string;
  readonly anomalous: boolean;
  /** What the detector made of it, with the score. */
  readonly verdict: string;
  readonly right: boolean;
  readonly picture: string;
  /** Null where the run has no map of it. */
  readonly map: string | null;
  /** Path data in a square of `side`: the map at its threshold, and the true defect. */
  readonly side: number;
  readonly found: string;
  readonly truth: string;
}

export interface PosterPoint {
  readonly x: number;
  readonly y: number;
}

/** Names and values below each other. */
export interface PosterRows {
  readonly title: string;
  readonly rows: readonly (readonly [string, string])[];
  /** Says how many there was no room for. */
  more(count: number): string;
}

export interface PosterFacts {
  readonly language: string;
  /** Of the data set, for names of files. */
  readonly name: string;
  readonly title: string;
  readonly lead: string;
  /** AUROC with its interval; null where there is none, and then `why` says why. */
  readonly auroc: { readonly name: string; readonly value: string; readonly interval: string } | null;
  readonly why: string;
  /** Sentences under the figure. */
  readonly said: readonly string[];
  readonly samples: { readonly title: string; readonly items: readonly PosterSample[] };
  readonly roc: {
    readonly title: string;
    readonly x: string;
    readonly y: string;
    readonly points: readonly PosterPoint[];
    readonly untrained: readonly PosterPoint[] | null;
    /** The threshold's place on the curve. */
    readonly dot: PosterPoint | null;
    readonly trainedName: string;
    readonly untrainedName: string;
  } | null;
  /** AUROC over steps where there are several, else the loss; null without either. */
  readonly course: {
    readonly title: string;
    readonly x: string;
    readonly points: readonly PosterPoint[];
    readonly digits: number;
  } | null;
  readonly maps: { readonly title: string; readonly note: string; readonly items: readonly PosterMap[] };
  readonly settings: PosterRows;
  readonly protocol: PosterRows;
  /** `address` null where it is too long for a code. */
  readonly link: { readonly address: string | null; readonly text: string };
  readonly foot: string;
}
