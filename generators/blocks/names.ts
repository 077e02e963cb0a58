import type { AppName, Tier } from '../model/appName.ts';
import type { Contract, Edge, Engine, InternetService } from '../model/edge.ts';

/**
 * Names an app, its tier and the ports that other apps may call, apart from what it does.
 * @param random properties of its own entry in the secret manager that hold nothing but a random string: a local
 * cluster makes them up
 */
export function app<const P extends string>(
  name: string,
  tier: Tier,
  ports: readonly P[],
  random?: AppName['random'],
): AppName<P> {
  return { name, tier, ports, ...(random && { random }) };
}

/** An edge to another app's port. A port the app does not have fails to compile. */
export function calls<P extends string>(target: AppName<P>, port: NoInfer<P>) {
  return { to: 'app', app: target, port } as const satisfies Edge;
}

/** A PostgreSQL database: `readWrite` reaches the primary, `readOnly` the replicas, `direct` no pooler on the way. */
export const database = (name: string) => databaseOf('postgresql', name);

/** A MySQL database: `readWrite` reaches the primary, `readOnly` the replicas. */
export const mysql = (name: string) => databaseOf('mysql', name);

/** A MongoDB database: `readOnly` prefers members that are not primary. */
export const mongodb = (name: string) => databaseOf('mongodb', name);

/** A Cassandra keyspace: every node takes reads and writes. */
export const cassandra = (name: string) => databaseOf('cassandra', name);

function databaseOf<E extends Engine>(engine: E, name: string) {
  const contract: Contract<E> = { kind: engine, name };
  return {
    contract,
    readWrite: { to: 'database', contract, access: 'read-write' },
    readOnly: { to: 'database', contract, access: 'read-only' },
    direct: { to: 'database', contract, access: 'direct' },
  } as const satisfies Record<string, Contract | Edge>;
}

/** A message queue on a broker: `publish` sends, `consume` receives. */
export function queue(name: string) {
  const contract: Contract<'queue'> = { kind: 'queue', name };
  return {
    contract,
    publish: { to: 'queue', contract, access: 'publish' },
    consume: { to: 'queue', contract, access: 'consume' },
  } as const satisfies Record<string, Contract | Edge>;
}

/** A key-value store in memory that may lose its content (a cache) or carries messages between pods (a broker). */
export function cache(name: string) {
  const contract: Contract<'cache'> = { kind: 'cache', name };
  return { contract, use: { to: 'cache', contract } } as const satisfies Record<string, Contract | Edge>;
}

/** A bucket for files: `read` only, or `write` as well. */
export function bucket(name: string) {
  const contract: Contract<'bucket'> = { kind: 'bucket', name };
  return {
    contract,
    read: { to: 'bucket', contract, access: 'read' },
    write: { to: 'bucket', contract, access: 'write' },
  } as const satisfies Record<string, Contract | Edge>;
}

/** An edge to a service outside the cluster, by name: its address ranges and ports are facts of `link/internet.ts`. */
export function internet(service: InternetService) {
  return { to: 'internet', service } as const satisfies Edge;
}

/** The pod acts as an identity of the cloud: workload identity, no long-lived key. Nothing on a local cluster. */
export const cloudIdentity = { to: 'cloud-identity' } as const satisfies Edge;

/** The pod talks to the Kubernetes API: it gets a service-account token and a way to the API server. */
export const kubernetesApi = { to: 'kubernetes-api' } as const satisfies Edge;
