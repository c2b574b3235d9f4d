/** What a shell completes after `--set`: the keys, and behind `key=` the values of a choice. */
import { PARAMETERS } from '../../src/core/config/parameters.ts';

function valuesOf(key: string): readonly string[] {
  const parameter = PARAMETERS.find(({ path }) => path === key);
  if (parameter?.kind === 'choice') return parameter.choices.map(String);
  return parameter?.kind === 'boolean' ? ['true', 'false'] : [];
}

/**
 * @param words of the line, the unfinished one last; bash makes three words of `key=value` and completes the third, zsh one.
 * Null where `--set` does not stand before it.
 */
export function completeSet(words: readonly string[]): string[] | null {
  const at = words.lastIndexOf('--set');
  const [first = '', equals, ...rest] = words.slice(at + 1);
  if (at < 0 || at === words.length - 1 || rest.length > 1) return null;
  if (equals === '=') return [...valuesOf(first)];
  if (equals !== undefined) return null;
  const [key] = first.split('=');
  return first.includes('=')
    ? valuesOf(key).map((value) => `${key}=${value}`)
    : PARAMETERS.map(({ path }) => `${path}=`);
}
