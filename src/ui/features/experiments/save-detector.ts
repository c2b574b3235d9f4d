/** The run on the page as a detector to take home: numbers from the engine, documents in the page's language, one zip. */
import { modelCard, onnxReadMe, readMe, type Say } from '../../../core/detector/model-card.ts';
import { startsPretrained } from '../../../core/networks/registry.ts';
import { confusionAt } from '../../../core/metrics/precision-recall.ts';
import type { RunRecord } from '../../../core/runs/types.ts';
import type { DetectorFormat, OnnxCheck } from '../../../services/detector/protocol.ts';
import { packDetector } from '../../../services/detector/pack-detector.ts';
import { downloadFile } from '../../../services/export/download.ts';
import { labelledScores } from '../../../store/lesson-view.ts';
import { sessionRun, usePlayground } from '../../../store/store.ts';

/** What a detector is made of and what it was checked with; a download is up to the caller. */
export interface SavedDetector {
  readonly name: string;
  readonly archive: Blob;
  readonly check: OnnxCheck | null;
}

/** @throws PlaygroundError of the engine, `export-failed` or `export-differs` */
export async function makeDetector(run: RunRecord, format: DetectorFormat, say: Say): Promise<SavedDetector> {
  const parts = await sessionRun.client.detectorParts();
  const { runConfig, config: chosen, evaluations, items } = usePlayground.getState();
  const { density, evaluation, mistakes } = chosen;
  const config = { ...(runConfig ?? run.config), density, evaluation, mistakes };
  const scored = evaluations.findLast(({ step }) => step === parts.step);
  const { scores, labels } = scored ? labelledScores(scored, items) : { scores: [], labels: [] };
  const confusion = scores.length > 0 ? confusionAt(scores, labels, parts.threshold) : null;
  const documents = {
    'README.md': format === 'onnx' ? onnxReadMe(run.name, say) : readMe(run.name, say),
    'MODEL_CARD.md': modelCard({ run, config, parts, confusion }, say),
  };
  const metadata = {
    run: run.name,
    step: String(parts.step),
    seed: String(config.seed),
    configuration: JSON.stringify(config),
    data_fingerprint: run.dataset.fingerprint,
    page: run.versions.page,
    licence_of_weights: say(`weightsLicence.${startsPretrained(config.model) ? 'imagenet' : 'own'}`),
  };
  const { archive, check } = await packDetector({ parts, fit: config.data.fit, documents, format, metadata });
  const kind = format === 'onnx' ? 'detector onnx' : 'detector';
  return {
    name: `${kind} ${run.name}.zip`,
    archive: new Blob([archive], { type: 'application/zip' }),
    check,
  };
}

export async function saveDetector(run: RunRecord, format: DetectorFormat, say: Say) {
  const { name, archive, check } = await makeDetector(run, format, say);
  downloadFile(name, archive);
  return check;
}
