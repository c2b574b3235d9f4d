/** The run on the page as a detector to take home: numbers from the engine, documents in the page's language, one zip. */
import { modelCard, readMe, type Say } from '../../../core/detector/model-card.ts';
import { confusionAt } from '../../../core/metrics/precision-recall.ts';
import type { RunRecord } from '../../../core/runs/types.ts';
import { packDetector } from '../../../services/detector/pack-detector.ts';
import { downloadFile } from '../../../services/export/download.ts';
import { labelledScores } from '../../../store/lesson-view.ts';
import { sessionRun, usePlayground } from '../../../store/store.ts';

/** @throws PlaygroundError of the engine, or `export-failed` */
export async function saveDetector(run: RunRecord, say: Say): Promise<void> {
  const parts = await sessionRun.client.detectorParts();
  const { runConfig, config: chosen, evaluations, items } = usePlayground.getState();
  const { density, evaluation, mistakes } = chosen;
  const config = { ...(runConfig ?? run.config), density, evaluation, mistakes };
  const scored = evaluations.findLast(({ step }) => step === parts.step);
  const { scores, labels } = scored ? labelledScores(scored, items) : { scores: [], labels: [] };
  const confusion = scores.length > 0 ? confusionAt(scores, labels, parts.threshold) : null;
  const documents = {
    'README.md': readMe(run.name, say),
    'MODEL_CARD.md': modelCard({ run, config, parts, confusion }, say),
  };
  downloadFile(`detector ${run.name}.zip`, await packDetector({ parts, fit: config.data.fit, documents }));
}
