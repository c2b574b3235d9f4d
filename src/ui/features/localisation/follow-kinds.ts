/**
 * Kinds of maps that a person looks at besides the main one: the engine makes them anew at each evaluation, for the pinned images and the
 * selected one. Only GradCAM changes with the weights; maps of ImageNet features stay as they are.
 */
import { usePlayground } from '../../../store/store.ts';
import type { MapKind } from '../../../worker/protocol.ts';

export function followKind(kind: MapKind, follow: boolean): void {
  const { watchedKinds, setWatchedKinds } = usePlayground.getState();
  if (kind !== 'gradcam' || watchedKinds.includes(kind) === follow) return;
  setWatchedKinds(follow ? [...watchedKinds, kind] : watchedKinds.filter((other) => other !== kind));
}
