/** The kinds of view by their names, and their common types, derived from `kinds/index.ts` alone. */
import * as all from './kinds/index.ts';
import type { Family, Kind, KindOfTwo } from './kinds/kind.ts';

type AnyKind = (typeof all)[keyof typeof all];
type DrawOf<K> = K extends KindOfTwo<infer Draw> ? Draw : K extends Kind<infer Draw> ? Draw : never;

export type ViewKind = AnyKind['kind'];
/** What was drawn for a view: plain data. */
export type ViewDraw = DrawOf<AnyKind>;
/** Kinds of which "normal or this?" is a task. */
export type OwnTask = Extract<AnyKind, { readonly family: Family }>['kind'];

/** In the order of their names, whatever order a bundler gives them. */
export const KINDS: readonly Kind<ViewDraw>[] = Object.values<Kind<ViewDraw>>(all).sort((a, b) =>
  a.kind < b.kind ? -1 : 1,
);
export const VIEW_KINDS: readonly ViewKind[] = KINDS.map(({ kind }) => kind);

const byName = new Map(KINDS.map((kind) => [kind.kind, kind]));

/** The descriptor of a kind; for a draw's kind it takes that draw. */
export function kindOf(name: ViewKind): Kind<ViewDraw> {
  const kind = byName.get(name);
  if (!kind) throw new Error(`There is no kind of view "${name}".`);
  return kind;
}
