/** Share links in: checked in core, asked about where something would be lost, then applied as if each setting were made by hand. */
import type { StateCreator } from 'zustand';
import { readLink, type LinkContent } from '../core/share/link.ts';
import type { SharingSlice } from './sharing-state.ts';
import type { PlaygroundState } from './state.ts';

/** Own images cannot be loaded again from a link, and a run in progress would end. */
function wouldLose({ items, sampleName, phase }: PlaygroundState, link: LinkContent): boolean {
  if (items.length === 0) return false;
  if (sampleName === null) return true;
  return link.sample !== sampleName && phase !== 'ready' && phase !== 'idle';
}

let count = 0;

export const createSharingSlice: StateCreator<PlaygroundState, [], [], SharingSlice> = (set, get) => {
  const apply = async (link: LinkContent): Promise<void> => {
    set({ offeredLink: null, hiddenParts: link.hidden });
    const state = get();
    state.setConfig(link.config);
    if (link.tab) state.setStageTab(link.tab);
    if (link.language) state.setLanguage(link.language);
    // A page of the lessons brings its own images.
    if (link.lesson) return state.openLesson(Number(link.lesson));
    if (link.sample && link.sample !== state.sampleName) await state.loadSample(link.sample);
    if (link.game !== undefined) set({ gameRound: link.game, dialog: 'game' });
  };
  const refuse = (code: string, detail: Readonly<Record<string, string | number>>) =>
    set(({ notices }) => ({ notices: [...notices, { id: `link-${++count}`, code, detail }] }));

  return {
    hiddenParts: [],
    setHiddenParts: (hiddenParts) => set({ hiddenParts }),
    offeredLink: null,
    openLink: async (hash) => {
      const reading = readLink(hash);
      if (reading.kind === 'refused')
        refuse('link-refused', { reason: String(reading.report.detail.reason ?? reading.report.message) });
      if (reading.kind !== 'link') return;
      if (wouldLose(get(), reading.content)) set({ offeredLink: reading.content });
      else await apply(reading.content);
    },
    acceptLink: async () => {
      const link = get().offeredLink;
      if (link) await apply(link);
    },
    declineLink: () => set({ offeredLink: null }),
    dialog: null,
    setDialog: (dialog) => set({ dialog }),
    gameRound: 1,
    setGameRound: (gameRound) => set({ gameRound }),
    presenting: false,
    setPresenting: (presenting) => set({ presenting }),
  };
};
