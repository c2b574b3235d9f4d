/** Share links, lesson views, presenting, offline use: the part of the state that teachers use (types only). */
import type { HiddenPart } from '../core/share/hidden-parts.ts';
import type { LinkContent } from '../core/share/link.ts';
import type { OfflineReport } from '../services/offline/messages.ts';

export type DialogName =
  | 'share'
  | 'offline'
  | 'project'
  | 'grid'
  | 'summary'
  | 'classroom'
  | 'poster'
  | 'film'
  | 'game'
  | 'worksheet';

export interface SharingSlice {
  /** What the link that was opened takes off the page. */
  hiddenParts: readonly HiddenPart[];
  setHiddenParts(parts: readonly HiddenPart[]): void;
  /** A link that waits for an answer, because a person's own images or a run are open. */
  offeredLink: LinkContent | null;
  /** Opens what stands behind `#` of an address; a link that is not valid leaves a notice and changes nothing. */
  openLink(hash: string): Promise<void>;
  acceptLink(): Promise<void>;
  declineLink(): void;
  dialog: DialogName | null;
  setDialog(dialog: DialogName | null): void;
  /** Number of the picture in the class's game. */
  gameRound: number;
  setGameRound(round: number): void;
  /** Large type, one panel at a time. */
  presenting: boolean;
  setPresenting(presenting: boolean): void;
}

export interface OfflineSlice {
  /** What is kept for use without a network; null before the service worker has said so, or without one. */
  offline: OfflineReport | null;
  /** A new version of the page is stored and waits to be taken. */
  updateReady: boolean;
  startOffline(): Promise<void>;
  storeBackbone(): void;
  takeUpdate(): void;
  dismissUpdate(): void;
}
