import type { AppId, Ports } from '../model/appId.ts';
import type { Contract, ContractEdge, Edge, Engine, InternetEdge, KeysEdge, ServerEdge } from '../model/edge.ts';
import type {
  BucketEndpoint,
  CacheEndpoint,
  DatabaseEndpoint,
  ElasticsearchEndpoint,
  Endpoint,
  IssuerEndpoint,
  QueueEndpoint,
} from '../model/endpoint.ts';
import { Failure } from '../model/finding.ts';
import type { Inputs, Use } from '../model/inputs.ts';
import type { Pool } from '../model/pool.ts';
import { authorityPath } from './authority.ts';
import { hostOf } from './runtime.ts';
import { ownSecret } from './secrets/ownSecrets.ts';
import { type SecretValue, secretUrl, secretValue } from './secrets/value.ts';

/** Another app: where it listens, and credentials it hands to its callers (the entry `<prefix>-<app>`). */
export interface AppBinding<K extends string = never> {
  readonly host: string;
  /** Port of its Service, which has the number its containers listen on. */
  readonly port: number;
  readonly url: string;
  readonly credential: (key: K) => SecretValue;
}

export interface DatabaseBinding extends Omit<DatabaseEndpoint, 'kind' | 'credentials' | 'peer' | 'authority'> {
  readonly username: SecretValue;
  readonly password: SecretValue;
  /**
   * Path of the file with the certificate of the private authority that its server's certificate is to be checked
   * against, if there is one. The file is in every container of the app.
   */
  readonly authority: string | undefined;
  /**
   * Connection URI as the drivers of the engine understand it, with TLS, that file and the replica set where they take
   * them from there: docs/data.md#drivers.
   */
  readonly url: SecretValue;
}

/** A database of PostgreSQL or MySQL. */
export interface SqlBinding extends DatabaseBinding {
  /**
   * Address for Java's drivers, which take the account apart from it. MySQL's checks no certificate by it: it takes an
   * authority from a store of keys alone.
   */
  readonly jdbc: string;
}

export interface QueueBinding extends Omit<QueueEndpoint, 'kind' | 'credentials' | 'peer' | 'authority'> {
  /** As that of a database. An address of AMQP has no place for it: the app tells its program. */
  readonly authority: string | undefined;
  /** AMQP URI of the broker. */
  readonly url: SecretValue;
}

export interface CacheBinding extends Omit<CacheEndpoint, 'kind' | 'credentials' | 'peer' | 'authority'> {
  /** As that of a database. The address has no place for it: the app tells its program. */
  readonly authority: string | undefined;
  /** `redis://` or `rediss://` URI, the scheme that Valkey clients understand. It leads to the primary. */
  readonly url: SecretValue;
  readonly password: SecretValue;
}

export interface BucketBinding extends Omit<BucketEndpoint, 'kind' | 'credentials' | 'peer'> {
  /** Static keys, where the provider has no workload identity. */
  readonly keys: { readonly accessKey: SecretValue; readonly secretKey: SecretValue } | undefined;
}

/** An Elasticsearch: a store of logs, or a search engine. */
export interface ElasticsearchBinding
  extends Omit<ElasticsearchEndpoint, 'kind' | 'credentials' | 'peer' | 'authority'> {
  readonly url: string;
  readonly username: SecretValue;
  readonly password: SecretValue;
  /** Certificate of the private authority that its server's certificate is to be checked against, if there is one. */
  readonly authority: SecretValue | undefined;
}

/** Who signs the tokens of users. */
export interface IssuerBinding extends Pick<IssuerEndpoint, 'issuer' | 'audiences' | 'keys'> {}

/** A server outside the cluster. */
export interface ServerBinding<P extends string = string, K extends string = string> {
  readonly host: string;
  readonly ports: Readonly<Record<P, number>>;
  /** The value of a key in its entry in the secret manager. */
  readonly credential: (key: K) => SecretValue;
  /** Certificate of the private authority that its server's certificate is to be checked against, if there is one. */
  readonly authority: SecretValue | undefined;
}

/** The keys of another app: those in its entry, `<prefix>-<name>`. */
export interface KeysBinding<K extends string = never> {
  readonly credential: (key: K) => SecretValue;
}

/** A service on the internet: its credentials are in the entry `<prefix>-<service>`. */
export interface InternetBinding<K extends string = never> {
  readonly credential: (key: K) => SecretValue;
}

/** Binding of an edge: facts and credentials of the other side, for the app that declared the edge. */
export type BindingOf<E extends Edge> = E extends { to: 'app'; app: AppId<string, infer K> }
  ? AppBinding<K>
  : E extends { to: 'database'; contract: Contract<infer N> }
    ? (N extends 'postgresql' | 'mysql' ? SqlBinding : DatabaseBinding) & PoolOf<E>
    : E extends { to: 'queue' }
      ? QueueBinding
      : E extends { to: 'cache' }
        ? CacheBinding
        : E extends { to: 'bucket' }
          ? BucketBinding
          : E extends { to: 'logs' | 'search' }
            ? ElasticsearchBinding
            : E extends { to: 'issuer' }
              ? IssuerBinding
              : E extends ServerEdge<infer P, infer K>
                ? ServerBinding<P, K>
                : E extends InternetEdge<infer K>
                  ? InternetBinding<K>
                  : E extends KeysEdge<infer K>
                    ? KeysBinding<K>
                    : null;

/** Of an edge with a pool: how many connections each pod holds, for the variable of the program. */
type PoolOf<E> = E extends { pool: Pool } ? { readonly pool: number } : unknown;

export type Bindings<U extends Readonly<Record<string, Edge>>> = { readonly [K in keyof U]: BindingOf<U[K]> };

/** Bindings of all edges of an app, by the alias in its declaration. */
export function bindAll<U extends Readonly<Record<string, Edge>>>(inputs: Inputs): Bindings<U> {
  const entries = Object.entries(inputs.graph.uses).map(([alias, use]) => [alias, bind(use, inputs)]);
  return Object.fromEntries(entries) as Bindings<U>;
}

/** Binding of one edge. */
export function bind<E extends Edge>(use: Use, inputs: Inputs): BindingOf<E> {
  return bindAny(use, inputs) as BindingOf<E>;
}

function bindAny({ edge, ports, endpoint, absent, pool }: Use, inputs: Inputs): BindingOf<Edge> {
  if (edge.to === 'app') {
    // The other app does not listen on that port here, and nobody calls it.
    if (absent && ports && !(edge.port in ports)) return null;
    const host = hostOf(edge.app);
    const port = portOf(edge.app.name, edge.port, ports);
    return { host, port, url: `http://${host}:${port}`, credential: (key) => ownSecret(edge.app, key, inputs) };
  }
  if (edge.to === 'internet') return { credential: (key) => ownSecret(edge, key, inputs) };
  if (edge.to === 'keys') return { credential: (key) => ownSecret(edge.app, key, inputs) };
  const binding = 'contract' in edge && endpoint ? bindEndpoint(edge, endpoint) : null;
  return binding && pool !== undefined ? Object.assign(binding, { pool }) : binding;
}

/** Number of a port of an app. The app's type has the ports that others may call; the image in use may lack one. */
function portOf(app: string, name: string, ports: Ports = {}): number {
  const port = ports[name];
  if (port !== undefined) return port;
  throw new Failure(`${app} has no port ${name}`, `Give the runtime of ${app} a number for it.`);
}

/**
 * Scheme and options of connection URIs by engine, with TLS where the URI decides it. PostgreSQL:
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS · MySQL:
 * https://dev.mysql.com/doc/refman/8.4/en/connecting-using-uri-or-key-value-pairs.html · MongoDB:
 * https://www.mongodb.com/docs/manual/reference/connection-string-options/. Cassandra's drivers take host, port and
 * keyspace. MySQL and PostgreSQL have an address for reads; MongoDB has one for all, and reads from replicas if it is
 * asked to.
 *
 * With the file of a private authority the server's certificate is checked against it, and PostgreSQL's name in it.
 * Node's `pg` takes `require` for that check with public authorities alone, and refuses every server with a private one.
 */
const uris: Readonly<Record<Engine, { scheme: string; options: (authority: string | undefined) => string }>> = {
  postgresql: {
    scheme: 'postgresql',
    options: (file) => (file === undefined ? '?sslmode=require' : `?sslmode=verify-full&sslrootcert=${file}`),
  },
  mysql: {
    scheme: 'mysql',
    options: (file) => (file === undefined ? '?ssl-mode=REQUIRED' : `?ssl-mode=VERIFY_CA&ssl-ca=${file}`),
  },
  mongodb: {
    scheme: 'mongodb',
    options: (file) => `?tls=true&authSource=admin${file === undefined ? '' : `&tlsCAFile=${file}`}`,
  },
  cassandra: { scheme: 'cassandra', options: () => '' },
};

function bindEndpoint(edge: ContractEdge, endpoint: Endpoint): BindingOf<Edge> {
  const { name } = edge.contract;
  if (endpoint.kind === 'issuer') {
    const { issuer, audiences, keys } = endpoint;
    return { issuer, audiences, keys };
  }
  const { kind: _kind, credentials, peer: _peer, ...facts } = endpoint;
  if (endpoint.kind === 'bucket') {
    const keys = credentials && {
      accessKey: secretValue(name, credentials, 'accessKey'),
      secretKey: secretValue(name, credentials, 'secretKey'),
    };
    return { ...(facts as Omit<BucketEndpoint, 'kind' | 'credentials' | 'peer'>), keys };
  }
  if (endpoint.kind === 'server') {
    const { host, ports, authority } = endpoint;
    return {
      host,
      ports,
      credential: (key) => secretValue(name, credentials ?? { store: 'secrets', key: name }, key),
      authority: authority && secretValue(name, authority, 'ca.crt'),
    };
  }
  const owner = edge.to === 'database' && edge.account !== undefined ? `${name}-${edge.account}` : name;
  const username = secretValue(owner, endpoint.credentials, 'username');
  const password = secretValue(owner, endpoint.credentials, 'password');
  const { host, port } = endpoint;
  switch (endpoint.kind) {
    case 'database': {
      const { engine, database, replicaSet } = endpoint;
      const { scheme, options } = uris[engine];
      const reads = engine === 'mongodb' && 'access' in edge && edge.access === 'read-only';
      const ofSet = replicaSet === undefined ? '' : `&replicaSet=${replicaSet}`;
      const preference = reads ? '&readPreference=secondaryPreferred' : '';
      const authority = endpoint.authority && authorityPath(name);
      const url = secretUrl`${scheme}://${username}:${password}@${host}:${port}/${database}${options(authority)}${ofSet}${preference}`;
      // https://jdbc.postgresql.org/documentation/use/ ·
      // https://dev.mysql.com/doc/connector-j/en/connector-j-connp-props-security.html
      const inJava = engine === 'mysql' ? '?sslMode=REQUIRED' : options(authority);
      const jdbc = `jdbc:${scheme}://${host}:${port}/${database}${inJava}`;
      const named = replicaSet !== undefined && { replicaSet };
      const binding = { engine, host, port, database, ...named, username, password, authority, url };
      return engine === 'postgresql' || engine === 'mysql' ? { ...binding, jdbc } : binding;
    }
    case 'queue': {
      const { tls, queue } = endpoint;
      const url = secretUrl`${tls ? 'amqps' : 'amqp'}://${username}:${password}@${host}:${port}`;
      return { host, port, tls, queue, url, authority: endpoint.authority && authorityPath(name) };
    }
    case 'cache': {
      const { tls, sentinel } = endpoint;
      const url = secretUrl`${tls ? 'rediss' : 'redis'}://:${password}@${host}:${port}`;
      const authority = endpoint.authority && authorityPath(name);
      return { host, port, tls, url, password, authority, ...(sentinel && { sentinel }) };
    }
    case 'logs':
    case 'search': {
      const authority = endpoint.authority && secretValue(name, endpoint.authority, 'ca.crt');
      return { host, port, username, password, authority, url: `https://${host}:${port}` };
    }
  }
}
