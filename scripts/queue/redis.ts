/** The connection to Redis: its address from the command line, a first look that says plainly what is wrong, and words when it comes and goes. */
import { isIP } from 'node:net';
import { Redis, type RedisOptions } from 'ioredis';
import { UsageError } from '../experiment/options.ts';

export interface RedisAddress {
  /** Without user and password, to be shown. */
  readonly shown: string;
  /** For ioredis and BullMQ; it tries again for ever once it has been connected. */
  readonly options: RedisOptions;
}

const HOW = 'for example redis://:PASSWORD@127.0.0.1:6379, or rediss:// with TLS';

/**
 * `redis://[user][:password]@host[:port][/db]`, or `rediss://` for TLS (certificates of an own authority by NODE_EXTRA_CA_CERTS).
 * @throws UsageError
 */
export function redisAddress(text: string | undefined): RedisAddress {
  if (!text) throw new UsageError(`--redis URL is missing (or REDIS_URL in the environment): ${HOW}.`);
  let url: URL;
  let secrets: { readonly username?: string; readonly password?: string };
  try {
    url = new URL(text);
    secrets = {
      username: decodeURIComponent(url.username) || undefined,
      password: decodeURIComponent(url.password) || undefined,
    };
  } catch {
    throw new UsageError(
      `--redis is not an address: ${HOW}. Special characters of a password are written as %XX.`,
    );
  }
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:')
    throw new UsageError(`--redis must begin with redis:// or rediss://, not ${url.protocol}//.`);
  const db = url.pathname.length > 1 ? Number(url.pathname.slice(1)) : 0;
  if (!url.hostname || !Number.isInteger(db) || db < 0)
    throw new UsageError(`--redis is not an address: ${HOW}.`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    shown: `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`,
    options: {
      host,
      port: url.port ? Number(url.port) : 6379,
      db,
      ...secrets,
      // An address in numbers is no server name; the certificate must hold it all the same.
      ...(url.protocol === 'rediss:' ? { tls: isIP(host) ? {} : { servername: host } } : {}),
      // What BullMQ's workers need: commands wait until Redis is back.
      maxRetriesPerRequest: null,
      retryStrategy: (times) => Math.min(5000, 100 * times),
    },
  };
}

/** Why Redis cannot be used, and what to do. */
export function redisTrouble(error: unknown, shown: string): string {
  const { code, message } = error as { readonly code?: string; readonly message: string };
  if (/WRONGPASS|invalid password|invalid username-password/i.test(message))
    return `Redis at ${shown} refused the password. Correct it in --redis (redis://:PASSWORD@host).`;
  if (/NOAUTH/.test(message)) return `Redis at ${shown} wants a password: --redis redis://:PASSWORD@host.`;
  if (/AUTH.*(called without|no password is set)/i.test(message))
    return `Redis at ${shown} has no password set, but --redis gives one. Set "requirepass", or leave it out.`;
  if (/NOPERM/.test(message)) return `The user of --redis may not do what is needed at ${shown}: ${message}.`;
  if (code === 'ECONNREFUSED')
    return `No Redis answers at ${shown}. Start one ("npm run grid:redis"), or correct --redis.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `There is no machine by the name in ${shown}.`;
  if (code && /CERT|SSL|TLS/.test(code))
    return `The certificate of ${shown} is not trusted (${code}). NODE_EXTRA_CA_CERTS names the file of your own authority.`;
  return `Redis at ${shown} cannot be used: ${message || code}.`;
}

/**
 * A connection that has answered once. Later it comes back by itself; `onChange` hears the words when it is lost and when it is back.
 * @throws UsageError when it cannot be used at all
 */
export async function connectRedis(
  { options, shown }: RedisAddress,
  onChange: (words: string) => void,
): Promise<Redis> {
  const first = new Redis({
    ...options,
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: 10_000,
    maxRetriesPerRequest: 0,
  });
  let problem: unknown = null;
  first.on('error', (error) => (problem ??= error));
  try {
    await first.connect();
    await first.ping();
  } catch (error) {
    throw new UsageError(redisTrouble(problem ?? error, shown));
  } finally {
    first.disconnect();
  }
  const redis = new Redis(options);
  let away = false;
  redis.on('error', (error) => {
    if (!away) onChange(`${redisTrouble(error, shown)} Trying again until it is back; nothing is lost.`);
    away = true;
  });
  redis.on('ready', () => {
    if (away) onChange(`Redis at ${shown} is back.`);
    away = false;
  });
  return redis;
}
