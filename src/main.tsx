/** The entry: opens the link of the address, suggests a preset for this machine and starts the page. */
import { suggestPreset } from './store/default-preset.ts';
import { wantsAutoPretrained } from './store/pretrained-slice.ts';
import { sessionRun, usePlayground } from './store/store.ts';
import { saveDetector } from './ui/automation.ts';
import { start } from './ui/start.tsx';

// For the command line and the end-to-end tests, which drive the same code as a person does.
const automation = new URLSearchParams(location.search).get('automation');
if (automation !== null) {
  Object.assign(window, {
    playground: {
      store: usePlayground,
      engine: sessionRun.client,
      events: sessionRun.events,
      saveDetector,
      giveCheckpoints: async () =>
        (await import('./store/keeping/checkpoint-files.ts')).giveCheckpoints(
          usePlayground.getState,
          sessionRun.events,
        ),
    },
  });
}
// A run that is measured has the processor to itself: under automation the baseline waits until it is asked for.
usePlayground.setState({
  autoPretrained: automation === null ? wantsAutoPretrained() : automation === 'baseline',
});

// So have the steps of a run that nobody watches.
usePlayground.getState().watchLooks(automation === null || automation === 'watch');

const { loadGrids, openLink, startKeeping, startOffline } = usePlayground.getState();
void openLink(location.hash);
addEventListener('hashchange', () => void usePlayground.getState().openLink(location.hash));
void suggestPreset(usePlayground);
// Under automation a session is kept only where that is what is looked at.
const keeps = automation === null || automation === 'keep';
// A grid that was running when the page was closed goes on, with the images and the run of a kept session.
void (keeps ? startKeeping() : Promise.resolve()).finally(() => void loadGrids());
// A service worker would keep what is being developed, and take time from what is being measured.
if (import.meta.env.PROD && automation === null) void startOffline();
void start(document.getElementById('root') as HTMLElement);
