/** True when a lesson link takes a group of parameters off the page. */
import type { ParameterGroup } from '../../core/config/parameters.ts';
import { usePlayground } from '../../store/store.ts';

export function useIsGroupHidden(group: ParameterGroup): boolean {
  return usePlayground(({ hiddenParts }) => hiddenParts.some((part) => part === `parameters-${group}`));
}
