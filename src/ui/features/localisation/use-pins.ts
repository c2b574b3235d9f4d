/** Which test images are pinned. */
import { usePlayground } from '../../../store/store.ts';

export const usePinnedIds = (): readonly string[] => usePlayground((state) => state.pinnedIds);
