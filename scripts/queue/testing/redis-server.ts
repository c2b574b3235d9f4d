/** A real redis-server for tests, on a loopback port of its own, with a password and the append-only file, with TLS on request; it can be ended and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOrInstallRedis } from '../../find-redis.mjs';

const PASSWORD = 'of the tests';

const tlsFile = (name: string): string => fileURLToPath(new URL(`./tls/${name}`, import.meta.url));
/** Of an authority that nobody knows. */
export const TEST_CERTIFICATE = tlsFile('cert.pem');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export class TestRedis {
  private child: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly tls: boolean,
  ) {}

  static async start({ tls = false } = {}): Promise<TestRedis> {
    const redis = new TestRedis(await freePort(), mkdtempSync(join(tmpdir(), 'redis-')), tls);
    await redis.start();
    return redis;
  }

  get url(): string {
    return this.urlWith(PASSWORD);
  }

  urlWith(password: string): string {
    return `redis${this.tls ? 's' : ''}://:${encodeURIComponent(password)}@127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const settings = [
      this.tls ? ['--tls-port', String(this.port), '--port', '0'] : ['--port', String(this.port)],
      this.tls ? ['--tls-cert-file', TEST_CERTIFICATE, '--tls-key-file', tlsFile('key.pem')] : [],
      this.tls ? ['--tls-ca-cert-file', TEST_CERTIFICATE, '--tls-auth-clients', 'no'] : [],
      ['--bind', '127.0.0.1', '--dir', this.folder, '--requirepass', PASSWORD],
      ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--loglevel', 'notice'],
    ].flat();
    const child = spawn(findOrInstallRedis(), settings, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}.`)));
      child.stdout.on('data', (text: Buffer) => {
        if (text.includes('Ready to accept connections')) resolve();
      });
    });
  }

  /** As the machine's service manager does. */
  async stop(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
