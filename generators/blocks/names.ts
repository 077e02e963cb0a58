import type { AppId, Key, Keys, RandomFormat } from '../model/appId.ts';
import type {
  BrokerContract,
  CommonRight,
  Contract,
  DatabaseAccounts,
  Edge,
  Engine,
  InternetEdge,
  KeysEdge,
  QueueEdge,
  ServerContract,
  ServerEdge,
  TopicEdge,
} from '../model/edge.ts';
import { Failure } from '../model/finding.ts';
import type { ImageRegistry } from './runtime.ts';

/**
 * Factory of app names for a list of tiers: a name with another tier does not compile. `app('auth', 'identity',
 * ['http'], { 'admin-password': random() })` names an app, its tier, the ports that other apps may call, and what its
 * own entry in the secret manager (`<prefix>-<name>`) holds, apart from what the app does.
 */
export function appIn<const T extends string>(_tiers: readonly T[]) {
  return <const P extends string, const K extends string = never>(
    name: string,
    tier: T,
    ports: readonly P[],
    keys: Keys<K> = {} as Keys<K>,
  ): AppId<P, K> => ({ name, tier, ports, keys });
}

/** A key whose value people or pipelines write down. `what` says what it is, such as `a .p8 file`. */
export function given(what?: string): Key {
  return what === undefined ? { kind: 'given' } : { kind: 'given', what };
}

/**
 * A key for which any random string will do: 32 letters and digits, or 64 hexadecimal digits. On a local cluster it is
 * generated.
 */
export function random(format: RandomFormat = 'text'): Key {
  return { kind: 'random', format };
}

/** Keys of an entry as a list for people: `key (a .p8 file), key-id and team-id`. */
export function keysInWords(keys: Keys): string {
  const words = Object.entries(keys).map(([name, key]) =>
    key.kind === 'given' && key.what !== undefined ? `${name} (${key.what})` : name,
  );
  return new Intl.ListFormat('en-GB').format(words);
}

/** An edge to another app's port. A port that the app does not have fails to compile. */
export function calls<P extends string, K extends string>(target: AppId<P, K>, port: NoInfer<P>) {
  return { to: 'app', app: target, port } as const satisfies Edge;
}

/** The same for an app that runs also where the other one does not, for example on a standby cluster. */
export function callsIfThere<P extends string, K extends string>(target: AppId<P, K>, port: NoInfer<P>) {
  return { ...calls(target, port), optional: true } as const satisfies Edge;
}

/**
 * An edge to the keys of another app that this one does not call, such as the key that several programs sign tokens and
 * check them with. They stand in that app's entry, `<prefix>-<name>`, once.
 */
export function keysOf<const K extends string>({ name, tier, keys }: AppId<string, K>): KeysEdge<K> {
  return { to: 'keys', app: { name, tier, keys } };
}

/**
 * A PostgreSQL database: `readWrite` reaches the primary, `readOnly` the replicas, `direct` no pooler on the way.
 * @param accounts beside the one that owns it and that apps share: `{ reports: ['read'] }`, for
 * `users.as('reports').readOnly`
 */
export function postgresqlDatabase<const A extends DatabaseAccounts = Record<never, never>>(
  name: string,
  accounts?: A,
) {
  return databaseOf('postgresql', name, accounts);
}

/**
 * A MySQL database: `readWrite` reaches the primary, `readOnly` the replicas.
 * @param accounts beside the one that apps share
 */
export function mysqlDatabase<const A extends DatabaseAccounts<CommonRight> = Record<never, never>>(
  name: string,
  accounts?: A,
) {
  return databaseOf('mysql', name, accounts);
}

/**
 * A MongoDB database: `readOnly` prefers members that are not primary.
 * @param accounts beside the one that apps share
 */
export function mongodbDatabase<const A extends DatabaseAccounts<CommonRight> = Record<never, never>>(
  name: string,
  accounts?: A,
) {
  return databaseOf('mongodb', name, accounts);
}

/** A Cassandra keyspace: every node takes reads and writes. `readOnly` logs in as an account that only reads. */
export const cassandraKeyspace = (name: string) => databaseOf('cassandra', name);

function databaseOf<E extends Engine, const A extends DatabaseAccounts = Record<never, never>>(
  engine: E,
  name: string,
  accounts?: A,
) {
  const contract: Contract<E> = { kind: engine, name, ...(accounts && { accounts }) };
  return {
    contract,
    ...edgesTo(contract),
    /** The same edges as another account. One that replicates has a session of its own: `direct`. */
    as: <K extends keyof A & string>(account: K) =>
      edgesTo(contract, { account }) as Pick<
        ReturnType<typeof edgesTo<E>>,
        'replicate' extends A[K][number] ? 'direct' : 'readWrite' | 'readOnly' | 'direct'
      >,
  };
}

function edgesTo<E extends Engine>(contract: Contract<E>, as: { readonly account?: string } = {}) {
  return {
    readWrite: { to: 'database', contract, access: 'read-write', ...as },
    readOnly: { to: 'database', contract, access: 'read-only', ...as },
    direct: { to: 'database', contract, access: 'direct', ...as },
  } as const satisfies Record<string, Edge>;
}

/**
 * A message queue on a broker: `publish` sends, `consume` receives. Each message goes to one of those who receive: `share`
 * is `consume` for several apps that divide the work among them.
 * @param more `queues` of other names on the same broker; `topics`, of which every app that subscribes gets each message
 * @throws Failure where two of them have one name
 */
export function queue<const Q extends string = never, const T extends string = never>(
  name: string,
  { queues = [], topics = [] }: { readonly queues?: readonly Q[]; readonly topics?: readonly T[] } = {},
) {
  const contract: BrokerContract = { kind: 'queue', name, queues: [name, ...queues], topics };
  const all = [...contract.queues, ...topics];
  const twice = all.find((one, index) => all.indexOf(one) !== index);
  if (twice !== undefined) {
    throw new Failure(`The broker ${name} has two of the name ${twice}`, 'Give one of the two another name.');
  }
  return {
    contract,
    ...queueEdges(contract, name),
    queues: byName(queues, (one) => queueEdges(contract, one)),
    topics: byName(topics, (one) => topicEdges(contract, one)),
  };
}

function queueEdges(contract: BrokerContract, queue: string) {
  return {
    publish: { to: 'queue', contract, queue, access: 'publish' },
    consume: { to: 'queue', contract, queue, access: 'consume' },
    share: { to: 'queue', contract, queue, access: 'consume', shared: true },
  } as const satisfies Record<string, QueueEdge>;
}

function topicEdges(contract: BrokerContract, topic: string) {
  return {
    publish: { to: 'queue', contract, topic, access: 'publish' },
    subscribe: { to: 'queue', contract, topic, access: 'subscribe' },
  } as const satisfies Record<string, TopicEdge>;
}

function byName<const N extends string, V>(names: readonly N[], make: (name: N) => V): Readonly<Record<N, V>> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<N, V>;
}

/**
 * A key-value store in memory that may lose its content (a cache) or carries messages between pods (a broker). `work` is
 * the same for an app that works through a list there and scales on its length.
 */
export function cache(name: string) {
  const contract: Contract<'cache'> = { kind: 'cache', name };
  return {
    contract,
    use: { to: 'cache', contract },
    work: { to: 'cache', contract, access: 'work' },
  } as const satisfies Record<string, Contract | Edge>;
}

/** A bucket for files: `read` only, `write` as well, or also `sign` addresses by which others read and write. */
export function bucket(name: string) {
  const contract: Contract<'bucket'> = { kind: 'bucket', name };
  return {
    contract,
    read: { to: 'bucket', contract, access: 'read' },
    write: { to: 'bucket', contract, access: 'write' },
    sign: { to: 'bucket', contract, access: 'sign' },
  } as const satisfies Record<string, Contract | Edge>;
}

/** A store of logs: an Elasticsearch that takes those of all pods. */
export function logStore(name: string) {
  const contract: Contract<'logs'> = { kind: 'logs', name };
  return { contract, write: { to: 'logs', contract } } as const satisfies Record<string, Contract | Edge>;
}

/**
 * A search engine with the interface of Elasticsearch. What is in it can be made again from the app's own data: an app
 * that keeps data there alone loses what came since the last snapshot.
 */
export function searchEngine(name: string) {
  const contract: Contract<'search'> = { kind: 'search', name };
  return { contract, use: { to: 'search', contract } } as const satisfies Record<string, Contract | Edge>;
}

/**
 * Who signs the tokens of users, by OpenID Connect: `keys` for an app that verifies them, `keysIfThere` for one that runs
 * also where nobody signs any.
 */
export function issuer(name: string) {
  const contract: Contract<'issuer'> = { kind: 'issuer', name };
  return {
    contract,
    keys: { to: 'issuer', contract },
    keysIfThere: { to: 'issuer', contract, optional: true },
  } as const satisfies Record<string, Contract | Edge>;
}

/**
 * A server outside the cluster, which settings place (`data.<name>`): a mail server, a directory. Apps
 * that use it reach its ports there, and read the keys from the entry that settings name.
 * @param declared `ports` by name, with the numbers that they usually have; `keys` of its entry
 */
export function server<const P extends string, const K extends string = never>(
  name: string,
  { ports, keys = {} as Keys<K> }: { readonly ports: Readonly<Record<P, number>>; readonly keys?: Keys<K> },
) {
  const contract: ServerContract<P, K> = { kind: 'server', name, ports, keys };
  return { contract, use: { to: 'server', contract } as ServerEdge<P, K> };
}

/**
 * Edge to a service on the internet: an app that has it reaches the ports, and reads the keys from the entry
 * `<prefix>-<name>`.
 * @param service `ports` on which it answers; `networks` where it publishes them, in CIDR notation. Default: the public
 * internet.
 */
export function internet<const K extends string = never>(
  name: string,
  { ports, networks, keys = {} as Keys<K> }: Pick<InternetEdge, 'ports' | 'networks'> & { readonly keys?: Keys<K> },
): InternetEdge<K> {
  return { to: 'internet', name, ports, ...(networks && { networks }), keys };
}

/**
 * A registry of images that asks for a login: the kubelet logs in with `username` and `password` of the entry
 * `<prefix>-<name>`.
 * @param host as images name it, such as `ghcr.io`
 */
export function imageRegistry(name: string, host: string): ImageRegistry {
  return { name, host, keys: { username: given(), password: given('a token that may read images') } };
}

/**
 * Edge to the cloud: the pod acts as a cloud identity, by workload identity without a long-lived key. No effect on a
 * local cluster.
 */
export const cloudIdentity = { to: 'cloud-identity' } as const satisfies Edge;

/** Edge to the Kubernetes API: the pod gets a service-account token, and its policy allows the API server. */
export const kubernetesApi = { to: 'kubernetes-api' } as const satisfies Edge;
