import type { Edge } from '../model/edge.ts';
import type { Inputs, Use } from '../model/inputs.ts';
import type { BucketSettings, CacheSettings, DatabaseSettings, QueueSettings } from '../model/settings/index.ts';
import { hostOf } from './runtime.ts';
import { type SecretValue, secretUrl, secretValue } from './secrets/value.ts';

/** Another app: where it listens, and credentials it hands to its callers (the entry `<prefix>-<app>`). */
export interface AppBinding {
  readonly host: string;
  /** Port of its Service, which has the number its containers listen on. */
  readonly port: number;
  readonly url: string;
  credential(property: string): SecretValue;
}

export interface DatabaseBinding extends Omit<DatabaseSettings, 'secret'> {
  readonly username: SecretValue;
  readonly password: SecretValue;
  /** libpq connection URI with TLS required. */
  readonly url: SecretValue;
}

export interface QueueBinding extends Omit<QueueSettings, 'secret'> {
  /** AMQP URI of the broker. */
  readonly url: SecretValue;
  /** Name of the queue on the broker. */
  readonly queue: string;
}

export interface CacheBinding extends Omit<CacheSettings, 'secret'> {
  /** `redis://` or `rediss://` URI, the scheme that Valkey clients understand. */
  readonly url: SecretValue;
}

export interface BucketBinding extends Omit<BucketSettings, 'secret'> {
  /** Static keys, where the provider has no workload identity. */
  readonly keys: { readonly accessKey: SecretValue; readonly secretKey: SecretValue } | undefined;
}

/** A service on the internet: its credentials are in the entry `<prefix>-<service>`. */
export interface InternetBinding {
  credential(property: string): SecretValue;
}

export type BindingOf<E extends Edge> = E extends { to: 'app' }
  ? AppBinding
  : E extends { to: 'database' }
    ? DatabaseBinding
    : E extends { to: 'queue' }
      ? QueueBinding
      : E extends { to: 'cache' }
        ? CacheBinding
        : E extends { to: 'bucket' }
          ? BucketBinding
          : E extends { to: 'internet' }
            ? InternetBinding
            : null;

export type Bindings<U extends Readonly<Record<string, Edge>>> = { readonly [K in keyof U]: BindingOf<U[K]> };

/** What a declaration may read of the other side of each edge it declared, by the alias it gave. */
export function bindAll<U extends Readonly<Record<string, Edge>>>(inputs: Inputs): Bindings<U> {
  const entries = Object.entries(inputs.graph.uses).map(([alias, use]) => [alias, bind(use, inputs)]);
  return Object.fromEntries(entries) as Bindings<U>;
}

function bind({ edge, ports, provider }: Use, { environment }: Inputs): BindingOf<Edge> {
  const ownedBy = (name: string) => (property: string) =>
    secretValue(name, `${environment.secretPrefix}-${name}`, property);
  switch (edge.to) {
    case 'app': {
      const host = hostOf(edge.app);
      const port = ports?.[edge.port] ?? 0;
      return { host, port, url: `http://${host}:${port}`, credential: ownedBy(edge.app.name) };
    }
    case 'internet':
      return { credential: ownedBy(edge.service) };
    case 'database':
      return databaseBinding(edge.contract.name, provider as DatabaseSettings, edge.access);
    case 'queue':
      return queueBinding(edge.contract.name, provider as QueueSettings);
    case 'cache':
      return cacheBinding(edge.contract.name, provider as CacheSettings);
    case 'bucket':
      return bucketBinding(edge.contract.name, provider as BucketSettings);
    case 'cloud-identity':
    case 'kubernetes-api':
      return null;
  }
}

function databaseBinding(
  name: string,
  { secret, ...settings }: DatabaseSettings,
  access: 'read-write' | 'read-only',
): DatabaseBinding {
  const host = access === 'read-only' ? (settings.readOnlyHost ?? settings.host) : settings.host;
  const username = secretValue(name, secret, 'username');
  const password = secretValue(name, secret, 'password');
  const url = secretUrl`postgresql://${username}:${password}@${host}:${settings.port}/${settings.database}?sslmode=require`;
  return { ...settings, host, username, password, url };
}

function queueBinding(queue: string, { secret, ...settings }: QueueSettings): QueueBinding {
  const scheme = settings.tls ? 'amqps' : 'amqp';
  const credentials = [secretValue(queue, secret, 'username'), secretValue(queue, secret, 'password')] as const;
  return {
    ...settings,
    queue,
    url: secretUrl`${scheme}://${credentials[0]}:${credentials[1]}@${settings.host}:${settings.port}`,
  };
}

function cacheBinding(name: string, { secret, ...settings }: CacheSettings): CacheBinding {
  const scheme = settings.tls ? 'rediss' : 'redis';
  return {
    ...settings,
    url: secretUrl`${scheme}://:${secretValue(name, secret, 'password')}@${settings.host}:${settings.port}`,
  };
}

function bucketBinding(name: string, { secret, ...settings }: BucketSettings): BucketBinding {
  const keys = secret
    ? { accessKey: secretValue(name, secret, 'accessKey'), secretKey: secretValue(name, secret, 'secretKey') }
    : undefined;
  return { ...settings, keys };
}
