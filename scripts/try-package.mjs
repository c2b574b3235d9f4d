/**
 * The package as somebody gets it: `npm pack` of the built page and the compiled program, installed into an empty folder outside of the
 * repository, and run there: a small sample, its detector, images scored with it. Installed with the versions of the lock file, so that what
 * `npm ci` has fetched is enough and no registry is asked. `npm run package`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';

for (const built of ['dist/index.html', 'program/cutpaste.js'])
  if (!existsSync(built)) throw new Error(`${built} is not built: npm run build.`);
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const startedAt = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'cutpaste-package-'));
const say = (what) => console.log(`${((Date.now() - startedAt) / 1000).toFixed(0).padStart(3)} s  ${what}`);
const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** What the package needs to run, and what that needs, with the versions of the lock file: path in node_modules to entry. */
function needed({ dependencies, optionalDependencies }) {
  const { packages } = readJson('package-lock.json');
  const found = {};
  const add = (from, name) => {
    let above = from;
    while (!packages[`${above}node_modules/${name}`] && above !== '')
      above = above.slice(0, above.slice(0, -1).lastIndexOf('node_modules/'));
    const path = `${above}node_modules/${name}`;
    const entry = packages[path];
    // An optional package of another platform may be missing.
    if (!entry || found[path]) return;
    found[path] = { ...entry, dev: undefined, devOptional: undefined };
    for (const other of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }))
      add(`${path}/`, other);
  };
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) add('', name);
  return found;
}

/** package.json and package-lock.json of a folder that has nothing but the package. */
function lockFor(tarball, name) {
  const { version, dependencies, optionalDependencies, bin } = readJson('package.json');
  const integrity = `sha512-${createHash('sha512')
    .update(readFileSync(join(folder, tarball)))
    .digest('base64')}`;
  const own = { version, resolved: `file:${tarball}`, integrity, dependencies, optionalDependencies, bin };
  const root = { name: 'empty', dependencies: { [name]: `file:${tarball}` } };
  return {
    root,
    lock: {
      name: 'empty',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': root,
        [`node_modules/${name}`]: own,
        ...needed({ dependencies, optionalDependencies }),
      },
    },
  };
}

/** Runs the installed program; its progress is seen, its result comes back. */
function cutpaste(args, expected = 0) {
  const program = join(
    folder,
    'node_modules',
    '.bin',
    process.platform === 'win32' ? 'cutpaste.cmd' : 'cutpaste',
  );
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    shell: process.platform === 'win32',
  });
  if (status !== expected)
    throw new Error(`cutpaste ${args.join(' ')} ended with ${status}:\n${stderr}${stdout}`);
  say(`cutpaste ${args.slice(0, 3).join(' ')} ...`);
  return stdout;
}

try {
  const packed = execFileSync(NPM, ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const [{ filename, name, version, files }] = JSON.parse(packed);
  say(`npm pack: ${filename}, ${megabytes(statSync(join(folder, filename)).size)}, ${files.length} files`);
  const { root, lock } = lockFor(filename, name);
  writeFileSync(join(folder, 'package.json'), JSON.stringify(root));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  execFileSync(NPM, ['ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  say('installed in an empty folder');

  const check = (holds, what) => {
    if (!holds) throw new Error(`The installed package: ${what}.`);
  };
  check(cutpaste(['--version']).trim() === version, 'another version');
  if (process.platform !== 'win32') {
    const line =
      'COMP_WORDS=(cutpaste run --preset ""); COMP_CWORD=3; _cutpaste_yargs_completions; echo "${COMPREPLY[@]}"';
    const found = execFileSync('bash', ['-c', `eval "$(cutpaste completion bash)"; ${line}`], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${join(folder, 'node_modules', '.bin')}:${process.env.PATH}` },
    });
    check(found.includes('quick') && found.includes('localise'), `bash completes a preset to "${found}"`);
  }
  cutpaste(['run', '--data', 'nowhere', '--out', 'x'], 2);
  const small = {
    'data.imageSizePx': 64,
    'model.width': 4,
    'model.cropSizePx': 32,
    'evaluation.windowSizePx': 32,
  };
  const settings = Object.entries(small).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  const result = JSON.parse(
    cutpaste(['run', '--sample', 'hex-nuts', '--out', 'out', '--steps', '4', ...settings,
      '--backend', 'wasm', '--no-baseline', '--export', 'onnx', '--json']), // prettier-ignore
  );
  check(result.steps === 4 && result.imageAuroc >= 0 && result.imageAuroc <= 1, 'its result has no figures');
  check(
    readJson(join(folder, 'out/result.json')).imageAuroc === result.imageAuroc,
    'the result was not written',
  );
  const detector = unzipSync(readFileSync(join(folder, 'out/detector-onnx.zip')));
  const golden = JSON.parse(strFromU8(detector['golden.json'])).images;
  mkdirSync(join(folder, 'new'));
  for (const { file } of golden) writeFileSync(join(folder, 'new', file.replace('/', '-')), detector[file]);
  const scored = cutpaste([
    'score',
    '--detector',
    'out/detector-onnx.zip',
    '--data',
    'new',
    '--out',
    'scored',
    '--json',
  ])
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  check(scored.length === golden.length, 'not every image was scored');
  scored.forEach((one, i) => {
    const { score, anomalous } = golden[i];
    check(
      Math.abs(one.anomaly_score / score - 1) < 1e-4 && one.is_anomalous === anomalous,
      `${one.file} scores ${one.anomaly_score}, in the page ${score}`,
    );
  });
  say('the same scores and decisions as in the page');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
