/** The entry: suggests a preset for this machine and starts the page. */
import { suggestPreset } from './store/default-preset.ts';
import { sessionRun, usePlayground } from './store/store.ts';
import { start } from './ui/start.tsx';

// For the command line and the end-to-end tests, which drive the same code as a person does.
if (new URLSearchParams(location.search).has('automation')) {
  Object.assign(window, { playground: { store: usePlayground, engine: sessionRun.client } });
}

void suggestPreset(usePlayground);
void start(document.getElementById('root') as HTMLElement);
