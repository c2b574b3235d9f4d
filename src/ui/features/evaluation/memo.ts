/**
 * Memoised derivations. Store values are replaced, never changed, so identity says whether an answer still holds; the caches
 * are weak and go with the evaluation they belong to.
 */

/** Caches by the identity of one object. */
export function memoByOne<A extends object, T>(derive: (a: A) => T): (a: A) => T {
  const cache = new WeakMap<A, { readonly value: T }>();
  return (a) => {
    let entry = cache.get(a);
    if (!entry) cache.set(a, (entry = { value: derive(a) }));
    return entry.value;
  };
}

/** Caches by the identity of two objects. */
export function memoByTwo<A extends object, B extends object, T>(
  derive: (a: A, b: B) => T,
): (a: A, b: B) => T {
  const outer = memoByOne((a: A) => memoByOne((b: B) => derive(a, b)));
  return (a, b) => outer(a)(b);
}

/** Keeps the last answer only; arguments are compared with Object.is. */
export function memoLast<Args extends readonly unknown[], T>(
  derive: (...args: Args) => T,
): (...args: Args) => T {
  let last: { readonly args: Args; readonly value: T } | null = null;
  return (...args) => {
    if (!last || args.some((arg, i) => !Object.is(arg, last!.args[i])))
      last = { args, value: derive(...args) };
    return last.value;
  };
}
