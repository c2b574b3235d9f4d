/** The engine's reasons for not taking a backend, in the words of the page. Unknown ones are shown as they are. */

export interface Rejection {
  /** Key below `shell:backend.reasons`. */
  readonly key: 'no-api' | 'no-adapter' | 'software' | 'self-test' | 'other';
  readonly detail: string;
}

const KNOWN: readonly (readonly [RegExp, Rejection['key']])[] = [
  [/^This browser (?:has|gives) no|^There is no canvas|is switched off$/, 'no-api'],
  [/found no graphics adapter/, 'no-adapter'],
  [/^only a software adapter/, 'software'],
  [/self-test differs by (\S+)/, 'self-test'],
];

export function describeRejection(reason: string): Rejection {
  for (const [pattern, key] of KNOWN) {
    const match = pattern.exec(reason);
    if (match) return { key, detail: match[1] ?? '' };
  }
  return { key: 'other', detail: reason };
}
