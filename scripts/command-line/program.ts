/**
 * The program `cutpaste`: its commands, their help (examples first), what a shell completes, and the exit codes. What a command does is
 * fetched when it is asked for.
 */
import type { Argv } from 'yargs';
import packageJson from '../../package.json';
import { settingsText } from '../experiment/help.ts';
import { CHECK_OPTIONS, CHOOSE_OPTIONS, GRID_OPTIONS, RUN_OPTIONS } from '../experiment/run-options.ts';
import { SCORE_OPTIONS, SERVE_OPTIONS } from '../score/score-options.ts';
import { completeSet } from './complete-set.ts';
import { asUsage, strictParser, valuesOf, withOptions, type OptionTable } from './option-table.ts';
import { UsageError } from './usage-error.ts';

const NAME = 'cutpaste';

const EXIT_CODES = `Exit codes:
  0    all was done
  1    something failed, or some images could not be read
  2    a bad option, file or folder, or a folder that leaves something open: nothing was started
  130  ended by Ctrl-C

Progress goes to standard error, results to standard output.`;

interface Command {
  readonly name: string;
  /** With what stands beside the name. */
  readonly call: string;
  readonly about: string;
  readonly examples: readonly string[];
  readonly options: OptionTable;
  readonly after?: () => string;
  readonly work: (parsed: object) => Promise<number>;
}

/** What `run` has and the other two lack. */
const NOTHING = {
  preset: undefined,
  seed: undefined,
  steps: undefined,
  set: [],
  export: [],
  calibrate: undefined,
  groups: undefined,
  robustness: false,
  'learning-curve': false,
  doubtful: false,
  resume: false,
  longer: false,
};

const COMMANDS: readonly Command[] = [
  {
    name: 'run',
    call: 'run',
    about: 'Trains on a folder of normal images and writes figures, maps and a report',
    examples: [
      'run --data photos --out runs/first',
      'run --sample hex-nuts --out runs/nuts --preset localise --seed 1',
      'run --data photos --out runs/line --export onnx && cutpaste score --detector runs/line/detector-onnx.zip --data new --out scored',
      'run --data photos --out runs/b --set augment.task=3way --set training.steps=500 --json > result.json',
    ],
    options: RUN_OPTIONS,
    after: settingsText,
    async work(parsed) {
      const { optionsOf } = await import('../experiment/options.ts');
      const values = valuesOf(RUN_OPTIONS, parsed);
      const options = optionsOf(values);
      return (await import('../experiment.ts')).experiment(options, values.json);
    },
  },
  {
    name: 'grid',
    call: 'grid <file>',
    about:
      'Every run of a grid of settings and seeds, with mean and standard error; goes on after an interruption',
    examples: [
      'grid grid.json --data photos --out runs/grid',
      'grid grid.json --sample hex-nuts --out runs/grid --json',
    ],
    options: GRID_OPTIONS,
    after:
      () => `A grid is JSON: {"version": 1, "name": "tasks", "base": {"preset": "quick", "set": {"training.steps": 500}},
"axes": [{"settings": ["augment.task"], "values": ["cutpaste", "scar", "3way"]}], "seeds": [0, 1, 2]}
Each run gets a folder under runs; grid.json, table.md and table.csv hold mean and standard error, and the ensemble of seeds.
Finished runs are recognised by configuration and images.`,
    async work(parsed) {
      const { optionsOf } = await import('../experiment/options.ts');
      const values = valuesOf(GRID_OPTIONS, parsed);
      const { file: grid } = parsed as { readonly file: string };
      const options = optionsOf({ ...NOTHING, 'no-baseline': true, check: false, ...values, grid });
      return (await import('../experiment.ts')).experiment(options, values.json);
    },
  },
  {
    name: 'choose',
    call: 'choose',
    about: 'Which augmentation for these images? Ranks pretext tasks without labels, by short trials',
    examples: [
      'choose --data photos --out runs/choice',
      'choose --sample hex-nuts --out runs/choice --tasks cutpaste,scar,3way --steps 200 --json',
    ],
    options: CHOOSE_OPTIONS,
    after:
      () => `Each task trains the small network of preset quick for a few hundred steps; then it must find synthetic defects of kinds that it did not train
on, on normal images that it never saw. Labels of test images are not read; where there are some, the file says how the ranking stands to them.`,
    async work(parsed) {
      const values = valuesOf(CHOOSE_OPTIONS, parsed);
      return (await import('../experiment/choose-options.ts')).chooseWith(values, NOTHING);
    },
  },
  {
    name: 'score',
    call: 'score',
    about: 'Scores images with a detector that was saved as ONNX, without a browser',
    examples: [
      'score --detector detector-onnx.zip --data photos --out scored',
      'score --detector detector-onnx.zip --data part.png --json',
    ],
    options: SCORE_OPTIONS,
    work: async (parsed) => (await import('../score.ts')).score(valuesOf(SCORE_OPTIONS, parsed)),
  },
  {
    name: 'check',
    call: 'check',
    about: 'Says how a folder is read: groups, why, what is asked, what is left out; trains nothing',
    examples: ['check --data photos', 'check --data photos.zip --normal good --defect bad --json'],
    options: CHECK_OPTIONS,
    async work(parsed) {
      const { optionsOf } = await import('../experiment/options.ts');
      const values = valuesOf(CHECK_OPTIONS, parsed);
      const rest = {
        sample: undefined,
        backend: 'auto',
        maps: 'overlay',
        'no-baseline': true,
        grid: undefined,
      };
      const options = optionsOf({ ...NOTHING, ...rest, ...values, check: true });
      return (await import('../experiment.ts')).experiment(options, values.json);
    },
  },
  {
    name: 'serve',
    call: 'serve',
    about: 'The page for browsers; with --detector a service that scores images (POST /score, GET /health)',
    examples: [
      'serve --port 8000',
      'serve --host 0.0.0.0 --port 8000',
      'serve --detector detector-onnx.zip --port 8080 & curl --data-binary @part.png localhost:8080/score',
    ],
    options: SERVE_OPTIONS,
    work: async (parsed) => (await import('../serve.ts')).serve(valuesOf(SERVE_OPTIONS, parsed)),
  },
];

const examplesText = (lines: readonly string[]): string =>
  ['Examples:', ...lines.map((line) => `$ ${NAME} ${line}`)].join('\n');

/** @param end gets the exit code of the command that was asked for */
function parserFor(argv: readonly string[], end: (code: number) => void): Argv {
  const completing = argv.includes('--get-yargs-completions');
  let parser = strictParser(argv)
    .scriptName(NAME)
    .usage(
      `CutPaste Playground without a screen: the built page in a headless Chromium, with the same code.\n\n${examplesText(COMMANDS.map(({ examples }) => examples[0]))}`,
    )
    .epilogue(`"${NAME} COMMAND --help" says more.\n\n${EXIT_CODES}`)
    .version(packageJson.version)
    .help('help')
    .alias('help', 'h')
    .wrap(Math.min(120, process.stdout.columns ?? 120))
    .demandCommand(
      1,
      1,
      `Say what to do: ${COMMANDS.map(({ name }) => name).join(', ')}.`,
      'One command at a time.',
    );
  for (const { call, name, about, examples, options, after, work } of COMMANDS) {
    parser = parser.command(
      call,
      about,
      (command) => {
        const own = withOptions(command, options, completing)
          .usage(`${about}.\n\n${examplesText(examples)}`)
          .epilogue([after?.(), EXIT_CODES].filter(Boolean).join('\n\n'));
        return name === 'grid'
          ? own.positional('file', {
              type: 'string',
              demandOption: true,
              describe: 'JSON, as below or as the page saves it',
            })
          : own;
      },
      async (parsed) => end(await work(parsed)),
    );
  }
  return parser.completion(
    'completion',
    `Prints a script that completes commands, options and settings: ${NAME} completion bash >> ~/.bashrc, or completion zsh >> ~/.zshrc`,
    (_current: string, _argv: unknown, byItself: () => void, done: (found: string[]) => void) => {
      const ours = completeSet(argv);
      if (ours) done(ours);
      else byItself();
    },
  );
}

/** What yargs says, for those who do not know it. Only a grid takes a word of its own. */
const plainWords = (message: string): string =>
  message
    .replace(/^Not enough arguments following: (.+)$/, '--$1 needs a value.')
    .replace(
      /^Not enough non-option arguments.*$/,
      `The file of the grid is missing: ${NAME} grid FILE --data DIR --out DIR.`,
    );

/** @throws UsageError for a word that is no command, in words that yargs does not have */
function requireCommand([word]: readonly string[]): void {
  const names = COMMANDS.map(({ name }) => name);
  if (word && !word.startsWith('-') && word !== 'completion' && !names.includes(word))
    throw new UsageError(`There is no command "${word}"; there are ${names.join(', ')} and completion.`);
}

/** `completion bash` and `completion zsh`, whatever shell this one is: yargs goes by the environment. */
function withShell(argv: readonly string[]): readonly string[] {
  const [command, shell, ...rest] = argv;
  if (command !== 'completion' || !shell || shell.startsWith('-')) return argv;
  if (rest.length > 0 || !['bash', 'zsh'].includes(shell))
    throw new UsageError(`completion is for bash or zsh, not for "${[shell, ...rest].join(' ')}".`);
  process.env.SHELL = shell;
  return [command];
}

/** Runs the program and returns its exit code. */
export async function cutpaste(given: readonly string[]): Promise<number> {
  let code = 0;
  let argv = given;
  try {
    requireCommand(given);
    argv = withShell(given);
    await parserFor(argv, (ended) => (code = ended)).parseAsync();
    return code;
  } catch (error) {
    const usage = asUsage(error) instanceof UsageError;
    const [command] = argv.filter((word) => COMMANDS.some(({ name }) => name === word));
    const help = `See: ${[NAME, command, '--help'].filter(Boolean).join(' ')}\n`;
    process.stderr.write(`${plainWords((error as Error).message)}\n${usage ? help : ''}`);
    return usage ? 2 : 1;
  }
}
