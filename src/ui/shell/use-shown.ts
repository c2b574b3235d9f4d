/** What is left of a list when a lesson link hides parts of the page. */
import type { HiddenPart } from '../../core/share/hidden-parts.ts';
import { usePlayground } from '../../store/store.ts';

export function useShown<T>(parts: readonly T[], nameOf: (part: T) => HiddenPart): readonly T[] {
  const hidden = usePlayground((state) => state.hiddenParts);
  return hidden.length === 0 ? parts : parts.filter((part) => !hidden.includes(nameOf(part)));
}

export function useIsHidden(part: HiddenPart): boolean {
  return usePlayground((state) => state.hiddenParts.includes(part));
}
