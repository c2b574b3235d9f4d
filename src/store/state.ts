/**
 * The state of the page, slice by slice: types only. Each slice lives in its own file and owns its fields; the
 * session is an explicit state machine. Derived values (ROC, histogram, ...) are selectors over these, never stored.
 */
import type { ImageStatistics } from '../core/calibration/image-statistics.ts';
import type { Config, PresetName } from '../core/config/schema.ts';
import type { DataReport } from '../core/dataset/reading/report.ts';
import type { Answer, Correction } from '../core/dataset/reading/types.ts';
import type { ImportQuestion } from '../services/import/first-look.ts';
import type { ItemSource } from '../services/import/redecode.ts';
import type { DatasetItem, Label, Role, SkippedFile } from '../core/dataset/types.ts';
import type { TrainingRanking } from '../core/calibration/doubtful.ts';
import type { GroupSource } from '../core/calibration/given-groups.ts';
import type { LearningCurve } from '../core/calibration/learning-curve.ts';
import type { RobustnessScores } from '../core/robustness/report.ts';
import type { ErrorReport } from '../core/errors.ts';
import type { OfflineSlice, SharingSlice } from './sharing-state.ts';
import type { Findings } from '../core/lessons/findings.ts';
import type { LessonFacts } from '../core/lessons/facts.ts';
import type { SamplePart } from '../core/samples/catalogue.ts';
import type {
  AlikeSets,
  BackendChoice,
  BackbonePreprocessing,
  BackboneReport,
  BackendReport,
  Checkpoint,
  EmbeddingMapData,
  DenseComparison,
  EngineEvent,
  Evaluation,
  JudgedBatch,
  Look,
  MapKind,
  MapSet,
  NearestNormal,
  NearestQuery,
  RunPlan,
  StepRecord,
} from '../worker/protocol.ts';
import type { AdoptedDataset, DatasetOrigin, KeepingSlice } from './keeping/keeping-state.ts';
import type { ChoiceSlice } from './choice-state.ts';
import type { OpeningSlice } from './opening-state.ts';
import type { RegionSlice } from './region-state.ts';
import type { QueueSlice } from './queue/queue-state.ts';
import type { RunsSlice } from './runs/runs-state.ts';
import type { RunOutcome } from './session/run-events.ts';
import type { NamedPixelReport } from './pixel-reports.ts';

/** Where files go that are dropped while a data set is open. */
export type ImportTarget = 'replace' | 'add-train' | 'add-test' | 'add-calibration';

export interface ImportProgress {
  readonly stage: 'reading' | 'decoding' | 'painting' | 'resizing';
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
  readonly startedAtMs: number;
}

export interface DatasetSlice {
  /** Name of the folder, archive or sample; empty when there is none. */
  datasetName: string;
  /** Name of the built-in sample, or null for a person's own images. */
  sampleName: string | null;
  /** Classes found in what was dropped (MVTec AD has several) and the one that is loaded; empty without a choice. */
  classNames: readonly string[];
  className: string;
  /** Normal images that were set aside for testing, because none came for it. */
  heldOutCount: number;
  items: readonly DatasetItem[];
  skipped: readonly SkippedFile[];
  importProgress: ImportProgress | null;
  importError: ErrorReport | null;
  /** What names and a first look leave open; nothing is loaded before it is answered, and what was open stays. */
  importQuestion: ImportQuestion | null;
  /** How the folder that is open was read; null for samples, projects and loose files added later. */
  importReport: DataReport | null;
  /** What the command line says of the folder to come. */
  importOrder: {
    readonly corrections: readonly Correction[];
    readonly className?: string;
    readonly askClass?: boolean;
    /** Paths that begin so are no data. */
    readonly ignore?: readonly string[];
    /** Where the files go, whatever the picker says. */
    readonly target?: ImportTarget;
  };
  selectedItemId: string | null;
  /** All pictures of the set, or the first of each group. */
  loadSample(name: string, seed?: number, part?: SamplePart): Promise<void>;
  importFiles(files: readonly File[], target: ImportTarget): Promise<void>;
  /** Load another of `classNames` from what was dropped. */
  chooseClass(name: string): Promise<void>;
  orderImport(order: DatasetSlice['importOrder']): void;
  /** Answers what is asked, by group, and loads the folder; it is remembered. */
  answerImport(answers: readonly Correction[]): Promise<void>;
  dismissImportQuestion(): void;
  /** Takes a group of the folder for something else and loads it again; null takes back what was said. It is remembered. */
  correctGroup(id: string, as: Answer | null): Promise<void>;
  /** Stops loading; what was loaded until then is kept. */
  cancelImport(): void;
  dismissImportError(): void;
  /** Undoable through `undoDataset`. */
  relabel(ids: readonly string[], change: { role?: Role; label?: Label; defectType?: string }): void;
  /** Each set of images belongs together from now on, or (`alone`) each of them stands alone; undone as a label is. */
  group(sets: readonly (readonly string[])[], as: GroupSource | 'alone'): void;
  /** The groups of a table (core/calibration/group-file). @throws PlaygroundError `groups-unreadable` */
  groupByTable(text: string): void;
  removeItems(ids: readonly string[]): void;
  undoDataset(): void;
  /** Remembers the data set as it is, with all that lets its images be decoded again; the function it returns brings it back. */
  keepDataset(): () => void;
  /** Where an image came from (null: not known any more), and how its square was made of it. */
  imageSource(id: string): { readonly source: ItemSource | null; readonly fit: Config['data']['fit'] };
  /** What is needed to find the images again; hashes in the order of `items`. */
  datasetOrigin(): DatasetOrigin;
  /** Replaces data set and configuration by what was kept. Returns the images' ids. */
  adoptDataset(kept: AdoptedDataset): readonly string[];
  canUndoDataset: boolean;
  selectItem(id: string | null): void;
}

export interface ConfigSlice {
  config: Config;
  /** Set one leaf by its path, for example `training.steps`; the preset becomes `custom`. Throws `bad-parameter`. */
  setParameter(path: string, value: unknown): void;
  applyPreset(name: Exclude<PresetName, 'custom'>): void;
  setConfig(config: Config): void;
}

/**
 * idle: no data. ready: data, no model. preparing: model being built, warm-up, untrained baseline.
 * training / pausing / paused: the loop. evaluating: on demand. finished: last step done. failed: see `sessionError`.
 */
export type SessionPhase =
  'idle' | 'ready' | 'preparing' | 'training' | 'pausing' | 'paused' | 'evaluating' | 'finished' | 'failed';

export interface SessionSlice {
  phase: SessionPhase;
  status: Extract<EngineEvent, { type: 'status' }> | null;
  backendChoice: BackendChoice;
  backend: BackendReport | null;
  plan: RunPlan | null;
  /** The configuration that the present run was prepared with; null without a run. `config` is what the next one will use. */
  runConfig: Config | null;
  step: number;
  sessionError: ErrorReport | null;
  /** A new run was asked for while images are being loaded: it begins when they have come, unless loading fails or is cancelled. */
  startWaits: boolean;
  /** Notices that stay until dismissed (fallback to another backend, recovery after a lost device). */
  notices: readonly {
    readonly id: string;
    readonly code: string;
    readonly detail: Readonly<Record<string, string | number>>;
  }[];
  /** Slow motion: at most so many steps a second; null is full speed. */
  pace: number | null;
  setPace(stepsPerSecond: number | null): Promise<void>;
  setBackendChoice(choice: BackendChoice): Promise<void>;
  /** Settles when the run stops for good or for now; interruptions (another scoring, a file being written) are part of it. */
  play(): Promise<RunOutcome>;
  /** Also takes back what `startWaits` says. */
  pause(): Promise<void>;
  stepOnce(): Promise<void>;
  reset(): Promise<void>;
  evaluateNow(): Promise<void>;
  restoreCheckpoint(checkpoint: Checkpoint): Promise<void>;
  /** A finished run goes on from its last weights for one more cosine cycle; its configuration says so (core/schedule/longer). */
  trainLonger(): Promise<RunOutcome>;
  /** Re-score after a change of density or evaluation settings (debounced). */
  reevaluate(): Promise<void>;
  dismissNotice(id: string): void;
}

export interface MetricsSlice {
  /** Whole history; charts read a decimated view (at most 500 points). */
  records: readonly StepRecord[];
  confusion: Int32Array | null;
  /** The last batch with the network's verdicts; not kept with the session. */
  judged: JudgedBatch | null;
  stepMs: number | null;
  dataWaitShare: number | null;
  memory: { readonly tensors: number; readonly bytes: number } | null;
  trainingStartedAtMs: number | null;
}

export interface ResultsSlice {
  /** In order of step; the first is the untrained network's (step 0). All of the same settings and images, those in force. */
  evaluations: readonly Evaluation[];
  /** Of this run with other scoring settings or images; each comes back to `evaluations` when those are in force again. */
  formerEvaluations: readonly Evaluation[];
  /** What was seen between the evaluations, in order of step, the untrained network first; thinned out on long runs. Not kept with the session. */
  looks: readonly Look[];
  /** The step that panel and pinned maps show (`seen.ts`); null follows the latest. */
  seenStep: number | null;
  seeStep(step: number | null): void;
  checkpoints: readonly Checkpoint[];
  /** Threshold dragged by hand; null means the automatic one. */
  manualThreshold: number | null;
  setManualThreshold(value: number | null): void;
  /** Images behind a clicked bin, ROC point or confusion cell; null shows all. */
  resultFilter: { readonly label: string; readonly ids: readonly string[] } | null;
  setResultFilter(filter: ResultsSlice['resultFilter']): void;
}

/** Numbers of the images that need no model: whether the data can be judged at all is read from them. */
export interface DataCheckSlice {
  /** By id; null until they are measured. Of images that came later there are none yet. */
  imageStatistics: ReadonlyMap<string, ImageStatistics> | null;
  /** Measures the present images (each picture once) and gives the numbers by id. */
  measureImages(): Promise<ReadonlyMap<string, ImageStatistics>>;
}

/** Training images that look like shots of one part. */
export interface AlikeSlice {
  /** Sets of training images that look like shots of one part and are not together yet; null where nobody has looked. */
  alike: AlikeSets | null;
  alikeRunning: boolean;
  alikeError: ErrorReport | null;
  /** By ImageNet's features, which are fetched once. */
  findAlike(): Promise<void>;
  takeAlike(): void;
  leaveAlike(): void;
}

/** Normal images that came since the data set was opened, and what becomes of them. */
export interface ThresholdOfferSlice {
  /** Ids of normal test images that could carry the threshold. */
  offeredForThreshold: ReadonlySet<string>;
  /** The threshold rests on them from now on; they leave the ROC. Undoable through `undoDataset`. */
  takeForThreshold(): void;
  /** They stay test images. */
  declineThreshold(): void;
}

/** The no-training baseline: ImageNet features with the same density. It belongs to the images, not to a run. */
export interface PretrainedSlice {
  pretrained: Evaluation | null;
  pretrainedRunning: boolean;
  /** How far it is while it runs. */
  pretrainedStatus: Extract<EngineEvent, { type: 'pretrained-status' }> | null;
  /** Measure by itself as soon as there are images. Remembered on this device. */
  autoPretrained: boolean;
  setAutoPretrained(on: boolean): void;
  pretrainedError: ErrorReport | null;
  runPretrained(): Promise<void>;
  /** A person's own network in place of EfficientNet-B0; null without one. */
  ownBackbone: BackboneReport | null;
  backboneOpening: boolean;
  /** Why the last one was refused; the network before stays. */
  backboneError: ErrorReport | null;
  /** Opens the files of a LayersModel and measures the baseline with it. */
  chooseBackbone(files: readonly File[], preprocessing: BackbonePreprocessing): Promise<void>;
  /** EfficientNet-B0 again. */
  dropBackbone(): Promise<void>;
  /** Which maps the light table shows. */
  mapSource: 'run' | 'pretrained';
  setMapSource(source: PretrainedSlice['mapSource']): void;
}

/** What the light table asks of the engine beyond the evaluations (`maps-slice.ts` has the selectors). */
export interface MapsSlice {
  /** Test images whose maps of every watched kind refresh at each evaluation; at most six, in the order pinned. */
  pinnedIds: readonly string[];
  /** Does nothing when six are pinned already. */
  togglePin(id: string): void;
  /** Kinds besides the main one that are on the light table. */
  watchedKinds: readonly MapKind[];
  setWatchedKinds(kinds: readonly MapKind[]): void;
  /** Whether someone watches: looks are made between the evaluations then. */
  looksWatched: boolean;
  watchLooks(on: boolean): void;
  /** Sets that were asked for, of the latest evaluation's weights. */
  askedMaps: readonly MapSet[];
  mapsRunning: MapKind | null;
  mapsError: ErrorReport | null;
  /** Make maps of a kind of some test images, or (null) of all; `pretrained` always of all. */
  askMaps(kind: MapKind, ids: readonly string[] | null): Promise<void>;
  nearest: NearestNormal | null;
  /** Only the latest question is answered; null takes the answer away. */
  findNearest(query: NearestQuery | null): Promise<void>;
  /** The same as an answer to whoever asks. Throws what the engine throws. */
  nearestTo(query: NearestQuery): Promise<NearestNormal>;
  denseComparison: DenseComparison | null;
  denseComparing: boolean;
  compareDense(): Promise<void>;
  /** Pixel metrics by defect type and by image of the kinds that were asked for; they go with the evaluation, labels or masks. */
  pixelReports: Readonly<Partial<Record<MapKind, NamedPixelReport>>>;
  /** Computed in a worker of its own. Does nothing for a kind without maps of all test images or without masks. */
  reportPixels(kind: MapKind): Promise<void>;
}

/** What is tried with a run that stands: corrupted photographs, fewer images. It goes with the evaluation that it was made from. */
export interface TrialsSlice {
  /** Scores by corruption, at every level. */
  robustness: Readonly<Record<string, RobustnessScores>>;
  /** Corruptions that are still to be tried, the one under way first. */
  robustnessQueue: readonly string[];
  /** One after the other; training goes on between them. */
  runRobustness(corruptions: readonly string[]): Promise<void>;
  /** The one under way is finished; the others are not begun. */
  stopRobustness(): void;
  learningCurve: LearningCurve | null;
  learningCurveRunning: boolean;
  runLearningCurve(): Promise<void>;
  /** Of all training images, where it was asked for: an evaluation scores a part of them. Goes with the baseline too, where it is of it. */
  trainingRanking: TrainingRanking | null;
  trainingRankingRunning: boolean;
  /** By ImageNet's features where the baseline has been made, else by the run's. */
  rankTraining(): Promise<void>;
  trialsError: ErrorReport | null;
}

/** The embedding map: points of the present run; null until asked for. */
export interface EmbeddingSlice {
  embeddingMap: EmbeddingMapData | null;
  embeddingMapRunning: boolean;
  embeddingMapError: ErrorReport | null;
  /** Embeddings of earlier steps, by the checkpoint they were made from. */
  embeddingFormer: ReadonlyMap<Checkpoint, Float32Array>;
  /** With the present weights, or, beside that map, with those of a checkpoint. */
  makeEmbeddingMap(former?: Checkpoint): Promise<void>;
  /** Whether it is made again after every evaluation while it is looked at. */
  embeddingByItself: boolean;
  setEmbeddingByItself(on: boolean): void;
}

export type StageTab = 'augment' | 'train' | 'maps' | 'runs' | 'embedding' | 'learn' | 'camera';

export interface UiSlice {
  stageTab: StageTab;
  /** The column shown on a narrow screen. */
  narrowColumn: 'data' | 'stage' | 'panel';
  theme: 'system' | 'light' | 'dark';
  /** Code of the wanted language (BCP 47); the page takes the nearest that it has. */
  language: string;
  setStageTab(tab: StageTab): void;
  setNarrowColumn(column: UiSlice['narrowColumn']): void;
  setTheme(theme: UiSlice['theme']): void;
  setLanguage(language: UiSlice['language']): void;
  /** Maps light table. */
  mapView: {
    readonly opacity: number;
    readonly colourTable: 'viridis' | 'inferno' | 'cividis' | 'magma';
    /** `threshold`: one for all images, with the threshold in its middle. */
    readonly scale: 'threshold' | 'shared' | 'per-image';
    readonly outline: boolean;
  };
  setMapView(change: Partial<UiSlice['mapView']>): void;
}

/**
 * The textbook. While a page is open, data, configuration and run are the page's; what the person had is set aside in memory and comes
 * back with `closeLesson` (images that the person opens meanwhile stay). Met goals are remembered on this device.
 */
export interface LessonSlice {
  /** The open page, from 1 on; null while the textbook is closed. */
  lessonPage: number | null;
  /** A page is being set up, or what was set aside is being given back. */
  lessonBusy: boolean;
  /** Whether something of the person's own is set aside. */
  lessonKeeps: 'nothing' | 'settings' | 'data';
  /** Keys of met goals, of all pages and visits. */
  lessonMet: readonly string[];
  lessonFacts: LessonFacts;
  /** Figures of the reader's own doing, of all pages and visits. */
  lessonFindings: Findings;
  /** Any number that is not a page is ignored. */
  openLesson(page: number): Promise<void>;
  closeLesson(): Promise<void>;
  /** What was done in a figure of the open page. */
  noteLesson(facts: Partial<LessonFacts>): void;
  forgetLessons(): void;
}

export type PlaygroundState = DatasetSlice &
  RegionSlice &
  ConfigSlice &
  SessionSlice &
  MetricsSlice &
  ResultsSlice &
  DataCheckSlice &
  ThresholdOfferSlice &
  AlikeSlice &
  PretrainedSlice &
  EmbeddingSlice &
  MapsSlice &
  TrialsSlice &
  ChoiceSlice &
  SharingSlice &
  OfflineSlice &
  RunsSlice &
  QueueSlice &
  KeepingSlice &
  LessonSlice &
  UiSlice &
  OpeningSlice;
