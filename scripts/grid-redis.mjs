/**
 * `npm run grid:redis`: a Redis for grids over many machines, with a password, bound to what is said, every change in a file (append-only), so
 * that neither its end nor that of the machine loses a queue. It runs until Ctrl-C; started again with the same folder it goes on.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findOrInstallRedis } from './find-redis.mjs';

const HELP = `Starts a Redis for grids over many machines.

  npm run grid:redis -- [--host ADDRESS] [--port N] [--dir DIR]

  --host ADDRESS  where it listens (default: 127.0.0.1, this machine only; an address of this machine, or 0.0.0.0 for all, lets others in)
  --port N        default: 6390
  --dir DIR       queue, password and settings (default: runs/redis)

The password is made once and kept in DIR/password, which only this user may read. The address with it is printed.
`;

let values;
try {
  values = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '6390' },
      dir: { type: 'string', default: 'runs/redis' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;
} catch (error) {
  console.error(`${error.message}\nSee: npm run grid:redis -- --help`);
  process.exit(2);
}
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
if (!/^[0-9A-Za-z.:-]+$/.test(values.host) || !/^\d{1,5}$/.test(values.port)) {
  console.error('--host must be an address and --port a number.');
  process.exit(2);
}

let server;
try {
  server = findOrInstallRedis();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const dir = resolve(values.dir);
mkdirSync(dir, { recursive: true, mode: 0o700 });
const secret = join(dir, 'password');
if (!existsSync(secret)) writeFileSync(secret, randomBytes(24).toString('hex'), { mode: 0o600 });
const password = readFileSync(secret, 'utf8').trim();
const settings = join(dir, 'redis.conf');
const quoted = (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
writeFileSync(
  settings,
  [
    `bind ${values.host}`,
    `port ${values.port}`,
    'protected-mode yes',
    `requirepass ${quoted(password)}`,
    `dir ${quoted(dir)}`,
    // Every change goes to the file within a second; the queue is no cache, so that nothing is ever pushed out.
    'appendonly yes',
    'appendfsync everysec',
    'maxmemory-policy noeviction',
    'save ""',
    '',
  ].join('\n'),
  { mode: 0o600 },
);
chmodSync(settings, 0o600);

const shown = values.host.includes(':') ? `[${values.host}]` : values.host;
console.log(`Redis at redis://:${password}@${shown}:${values.port}`);
console.log(`The password is in ${secret}. Ctrl-C ends it; the queue stays in ${dir}.`);
const child = spawn(server, [settings], { stdio: ['ignore', 'ignore', 'inherit'] });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill('SIGTERM'));
child.on('error', (error) => {
  console.error(`redis-server could not be started: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code) => {
  if (code)
    console.error(
      `redis-server ended with ${code}. Is port ${values.port} taken, or ${values.host} no address of this machine?`,
    );
  process.exit(code ?? 0);
});
