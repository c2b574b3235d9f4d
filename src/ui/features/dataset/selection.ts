/** Which images are selected: the rules of file managers, as pure functions. */

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Where a range begins. */
  readonly anchor: string | null;
  /** The image that the keyboard is at, and that the page shows. */
  readonly current: string | null;
}

export const EMPTY_SELECTION: Selection = { ids: new Set(), anchor: null, current: null };

export interface Modifiers {
  /** Shift: the range from the anchor. */
  readonly extend: boolean;
  /** Control or Command: one more or one less. */
  readonly toggle: boolean;
}

/** The selection after `id` was chosen; `order` is the shown order of ids. */
export function choose(
  selection: Selection,
  order: readonly string[],
  id: string,
  { extend, toggle }: Modifiers,
): Selection {
  if (extend && selection.anchor !== null) {
    const from = order.indexOf(selection.anchor);
    const to = order.indexOf(id);
    if (from >= 0 && to >= 0) {
      const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
      const ids = new Set(toggle ? [...selection.ids, ...range] : range);
      return { ids, anchor: selection.anchor, current: id };
    }
  }
  if (toggle) {
    const ids = new Set(selection.ids);
    if (!ids.delete(id)) ids.add(id);
    return { ids, anchor: id, current: id };
  }
  return { ids: new Set([id]), anchor: id, current: id };
}

/** Everything shown. */
export function chooseAll(selection: Selection, order: readonly string[]): Selection {
  return {
    ids: new Set(order),
    anchor: order[0] ?? null,
    current: selection.current ?? order[0] ?? null,
  };
}

/** Without images that are gone; the same object when none is. */
export function prune(selection: Selection, present: ReadonlySet<string>): Selection {
  const keep = (id: string | null): string | null => (id !== null && present.has(id) ? id : null);
  const ids = [...selection.ids].filter((id) => present.has(id));
  if (ids.length === selection.ids.size && keep(selection.current) === selection.current) return selection;
  return { ids: new Set(ids), anchor: keep(selection.anchor), current: keep(selection.current) };
}
