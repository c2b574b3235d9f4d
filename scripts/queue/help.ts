/** The texts of `--help` of the three commands of a queue. */
import { DEFAULT_PRIORITY } from './jobs.ts';

const COMMON = `  --redis URL       redis://:PASSWORD@host:6379, or rediss:// with TLS; REDIS_URL in the environment does as well and is not seen by
                    other users of the machine. "npm run grid:redis" starts one
  --queue NAME      several independent queues on one Redis (default: grids)
  --help            this text`;

export const SERVE_HELP = `Serves grids of runs to workers on any number of machines (npm run grid:work).

  npm run grid:serve -- --grid FILE --data DIR [--data DIR ...] | --sample NAME --out DIR --redis URL [options]

  --grid FILE       the file of "npm run experiment -- --grid", or the one that the page saves
  --data DIR        folder of images; several make a grid each, with results under OUT/NAME
  --sample NAME     a built-in set
  --out DIR         where to write: as the local grid does, runs, grid.json, table.md and table.csv
  --backend NAME    auto, webgpu, webgl, wasm, cpu (default: auto; a fixed one gives the same figures on every machine)
  --maps WHICH      anomaly maps that come back: chosen (those of the report; default), all, none (for very many runs: a report without
                    pictures)
  --priority N      1 first, 1000 last, among grids of one queue (default: ${DEFAULT_PRIORITY})
  --host ADDRESS    where workers find the server (default: 127.0.0.1, this machine only)
  --port N          default: any free one
  --public URL      what workers are told instead, for example behind a proxy
  --tls-cert FILE --tls-key FILE   answer by https
  --board PORT      Bull Board at that port of this machine
${COMMON}

The same command goes on after an interruption: finished runs are recognised by configuration and images, the others are still queued.
Exit code: 0 when every run is done, 1 when one failed or the server was stopped before, 2 for a bad option, folder or Redis.
`;

export const WORK_HELP = `Takes runs of grids from a queue (npm run grid:serve) and does them in headless browsers of this machine.

  npm run grid:work -- --redis URL [options]

  --parallel N      runs at a time (default: 1; each has a browser of its own)
  --data-root DIR   a folder that may have the images, or folders of images by their names; used where every byte is the same
  --cache DIR       fetched images and results on their way (default: ~/.cache/cutpaste-playground)
  --cache-size GB   images kept at most; those used longest ago go first (default: 20)
  --until-done      end when no grid has a run left
${COMMON}

Ctrl-C gives the runs in hand back. The worker must be of the same build as the server; otherwise it says so and takes nothing.
Exit code: 0 after Ctrl-C or --until-done, 1 when it had to stop (a full disk), 2 for a bad option, Redis or version.
`;

export const STATUS_HELP = `Shows the grids of a queue, their workers and what runs now; live on a terminal, once elsewhere.

  npm run grid:status -- --redis URL [options]

  --once            once, also on a terminal
  --json            once, as JSON
  --cancel GRID     no further run of it; those that have begun are broken off. --run HASH: only that one
  --pause GRID      no further run begins until --resume GRID
  --retry GRID      what failed or was cancelled is tried again. --run HASH: only that one
  --priority GRID=N 1 first, 1000 last
                    GRID is its name or the first letters of its id
${COMMON}
`;
