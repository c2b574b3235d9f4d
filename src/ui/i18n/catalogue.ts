/** The shape of a catalogue: the same keys in every language, any text. `ja/x.ts` is `satisfies Catalogue<typeof en>`. */
export type Catalogue<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Catalogue<T[K]>;
};
