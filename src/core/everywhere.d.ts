/**
 * What every place that core runs in has, browser, worker and Node alike, and nothing else: core's own type check (tsconfig.json beside this) knows
 * neither DOM nor Node. The whole project's check leaves this file out, as it has these names from both.
 */

interface TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare const TextEncoder: new () => TextEncoder;

interface TextDecoder {
  readonly encoding: string;
  decode(bytes?: ArrayBuffer | ArrayBufferView, options?: { readonly stream?: boolean }): string;
}
declare const TextDecoder: new (
  label?: string,
  options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean },
) => TextDecoder;

declare class URLSearchParams implements Iterable<[string, string]> {
  constructor(from?: string | Readonly<Record<string, string>> | readonly (readonly [string, string])[]);
  append(name: string, value: string): void;
  delete(name: string): void;
  get(name: string): string | null;
  has(name: string): boolean;
  set(name: string, value: string): void;
  [Symbol.iterator](): Iterator<[string, string]>;
}

declare function structuredClone<T>(value: T): T;
