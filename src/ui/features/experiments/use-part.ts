/** Parts of runs from storage, asked for when they are shown; again after the run was evaluated anew. */
import { useEffect, useState } from 'react';
import type { RunRecord, RunScores } from '../../../core/runs/types.ts';
import type { RunPictures } from '../../../store/runs/runs-state.ts';
import { usePlayground } from '../../../store/store.ts';

const versionOf = (run: RunRecord): string => `${run.id} ${run.updatedAt}`;

const loaded = new Map<string, RunScores | null>();
/** Scores of a thousand images take 10 KB an evaluation. */
const MOST_LOADED = 40;

async function scoresOf(run: RunRecord): Promise<RunScores | null> {
  const version = versionOf(run);
  const known = loaded.get(version);
  if (known !== undefined) return known;
  const scores = await usePlayground.getState().runScores(run.id);
  for (const key of loaded.keys()) if (key.startsWith(`${run.id} `)) loaded.delete(key);
  if (loaded.size >= MOST_LOADED) loaded.delete(loaded.keys().next().value as string);
  loaded.set(version, scores);
  return scores;
}

/** By id; what is still being read is absent. */
export function useRunScores(runs: readonly RunRecord[]): ReadonlyMap<string, RunScores | null> {
  const [found, setFound] = useState<ReadonlyMap<string, RunScores | null>>(new Map());
  const key = runs.map(versionOf).join();
  useEffect(() => {
    let stale = false;
    void Promise.all(runs.map(async (run) => [run.id, await scoresOf(run).catch(() => null)] as const)).then(
      (entries) => {
        if (!stale) setFound(new Map(entries));
      },
    );
    return () => {
      stale = true;
    };
    // The versions say whether the runs have changed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return found;
}

const NOTHING: RunPictures = { thumbnails: null, maps: null };

/** Small pictures and maps of a run; nothing while they are being read, and where none were kept. */
export function useRunPictures(run: RunRecord): RunPictures {
  const [found, setFound] = useState<{ readonly version: string; readonly pictures: RunPictures } | null>(
    null,
  );
  const { id } = run;
  const version = versionOf(run);
  useEffect(() => {
    let stale = false;
    void usePlayground
      .getState()
      .runPictures(id)
      .catch(() => NOTHING)
      .then((pictures) => {
        if (!stale) setFound({ version, pictures });
      });
    return () => {
      stale = true;
    };
  }, [id, version]);
  // Of the same run those of before stand until the new ones have come.
  return found?.version.startsWith(`${id} `) ? found.pictures : NOTHING;
}
