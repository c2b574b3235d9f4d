/** The run on the page as a detector to take home: numbers from the engine, documents in every language of the page, one zip. */
import {
  modelCard,
  onnxReadMe,
  weightsReadMe,
  readMe,
  type CardFacts,
  type Say,
} from '../../../core/detector/model-card.ts';
import { checkData } from '../../../core/calibration/data-check.ts';
import { groupsOfImages } from '../../../core/calibration/given-groups.ts';
import { protocolCard } from '../../../core/calibration/protocol-card.ts';
import type { Config } from '../../../core/config/schema.ts';
import type { Conditions } from '../../../core/detector/card-conditions.ts';
import { PlaygroundError, toErrorReport, type ErrorReport } from '../../../core/errors.ts';
import { startsPretrained } from '../../../core/networks/registry.ts';
import { scalesTaken } from '../../../core/dataset/formats/depth.ts';
import { confusionAt } from '../../../core/metrics/precision-recall.ts';
import type { RunRecord } from '../../../core/runs/types.ts';
import type { DetectorFormat, OnnxCheck, TakeHomeFormat } from '../../../services/detector/protocol.ts';
import { packDetector } from '../../../services/detector/pack-detector.ts';
import { downloadFile } from '../../../services/export/download.ts';
import { newId } from '../../../services/new-id.ts';
import { labelledScores } from '../../../store/lesson-view.ts';
import { sessionRun, usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { LANGUAGES, textsOf } from '../../i18n/i18n.ts';

/** What a detector is made of and what it was checked with; a download is up to the caller. */
export interface SavedDetector {
  readonly name: string;
  readonly archive: Blob;
  readonly check: OnnxCheck | null;
}

async function sayIn(language: string): Promise<Say> {
  const t = await textsOf(language, 'detector');
  return (key, values) => t(key as never, values as never) as unknown as string;
}

const READ_ME = { onnx: onnxReadMe, tfjs: readMe, safetensors: weightsReadMe };

/** README and model card; English under the plain names, other languages with theirs in the name (`MODEL_CARD.ja.md`). */
async function documentsOf(facts: CardFacts, format: DetectorFormat): Promise<Record<string, string>> {
  const documents: Record<string, string> = {};
  for (const language of LANGUAGES) {
    const say = await sayIn(language);
    const end = language === 'en' ? 'md' : `${language}.md`;
    documents[`README.${end}`] = READ_ME[format](facts.run.name, say);
    documents[`MODEL_CARD.${end}`] = modelCard(facts, say);
  }
  return documents;
}

/** What the figures hold for: measured of the images on the page, as the page tells it. */
async function conditionsOf(config: Config, scored: Evaluation | undefined): Promise<Conditions> {
  const statistics = await usePlayground.getState().measureImages();
  const { items } = usePlayground.getState();
  const images = items.flatMap(({ id, role, label }) => {
    const found = statistics.get(id);
    return found ? [{ id, role, label, statistics: found }] : [];
  });
  return {
    check: checkData(images, scored ?? null),
    training: images
      .filter(({ role, label }) => role === 'train' && label === 'normal')
      .map((image) => image.statistics),
    groups: groupsOfImages(items),
    protocol: protocolCard({ config, items, evaluations: scored ? [scored] : [] }),
  };
}

/** Of the run on the page: what it was trained with, scored as is chosen now. */
function currentConfig(run: RunRecord): Config {
  const { runConfig, config } = usePlayground.getState();
  const { density, evaluation, mistakes } = config;
  return { ...(runConfig ?? run.config), density, evaluation, mistakes };
}

/** @throws PlaygroundError of the engine, `export-failed` or `export-differs` */
async function makeDetector(run: RunRecord, format: DetectorFormat): Promise<SavedDetector> {
  const parts = await sessionRun.client.detectorParts();
  const { evaluations, items } = usePlayground.getState();
  const config = currentConfig(run);
  const scored = evaluations.findLast(({ step }) => step === parts.step);
  const { scores, labels } = scored ? labelledScores(scored, items) : { scores: [], labels: [] };
  const confusion = scores.length > 0 ? confusionAt(scores, labels, parts.threshold) : null;
  const scales = scalesTaken(items.filter(({ role }) => role === 'train').map(({ file }) => file));
  const conditions = await conditionsOf(config, scored);
  const documents = await documentsOf({ run, config, parts, confusion, conditions, scales }, format);
  const say = await sayIn('en');
  const metadata = {
    run: run.name,
    step: String(parts.step),
    seed: String(config.seed),
    configuration: JSON.stringify(config),
    data_fingerprint: run.dataset.fingerprint,
    page: run.versions.page,
    licence_of_weights: say(`weightsLicence.${startsPretrained(config.model) ? 'imagenet' : 'own'}`),
  };
  const checkpoint = format === 'safetensors' ? await sessionRun.client.takeCheckpoint() : null;
  const order = { parts, fit: config.data.fit, scales, documents, format, metadata, checkpoint };
  const { archive, check } = await packDetector(order);
  const kind = { onnx: 'detector onnx', tfjs: 'detector', safetensors: 'weights' }[format];
  return {
    name: `${kind} ${run.name}.zip`,
    archive: new Blob([archive], { type: 'application/zip' }),
    check,
  };
}

export async function saveDetector(run: RunRecord, format: DetectorFormat) {
  const { name, archive, check } = await makeDetector(run, format);
  downloadFile(name, archive);
  return check;
}

/** Any run as a PyTorch script: its settings are enough. @throws PlaygroundError `export-failed` */
export async function saveScript(run: RunRecord): Promise<void> {
  const { runAsScript } = await import('../../../services/detector/pytorch-script.ts');
  const isCurrent = usePlayground.getState().currentRunId === run.id;
  const script = runAsScript(run.name, isCurrent ? currentConfig(run) : run.config);
  downloadFile(`run ${run.name}.py`, new Blob([script], { type: 'text/x-python' }));
}

/** The record of the run on the page; a network that was only judged, never trained, gets one now. */
async function currentRun(): Promise<RunRecord> {
  const { adoptRun, currentRunId, runsWritten } = usePlayground.getState();
  if (currentRunId === null) await adoptRun({ id: newId(), name: 'untrained', step: 0, savedAt: Date.now() });
  await runsWritten();
  const state = usePlayground.getState();
  const run = state.runs.find(({ id }) => id === state.currentRunId);
  if (run) return run;
  throw new PlaygroundError('run-unknown', 'There is no run on the page. Nothing was exported.');
}

/** For the command line: what pressing the button does, with what there is to say of it as plain data. */
export async function saveCurrentDetector(
  format: TakeHomeFormat,
): Promise<{ readonly check: OnnxCheck | null; readonly error: ErrorReport | null }> {
  try {
    const run = await currentRun();
    if (format !== 'pytorch') return { check: await saveDetector(run, format), error: null };
    await saveScript(run);
    return { check: null, error: null };
  } catch (error) {
    return { check: null, error: toErrorReport(error) };
  }
}
