import type { AppName } from './appName.ts';

/** A stateful need, fulfilled per environment by a provider: apps know the contract, never the provider. */
export interface Contract<K extends ContractKind = ContractKind> {
  readonly kind: K;
  readonly name: string;
}
/** Database systems: apps speak their protocols, so a contract is for one of them. */
export const engines = ['postgresql', 'mysql', 'mongodb', 'cassandra'] as const;
export type Engine = (typeof engines)[number];
export type ContractKind = Engine | 'queue' | 'cache' | 'bucket';

/** Services outside the cluster, by name: their ports and address ranges are in `generators/link/internet.ts`. */
export type InternetService = 'apns' | 'fcm';

/**
 * How a database is used: `read-write` reaches the primary and `read-only` a replica, both perhaps through a pooler;
 * `direct` the primary itself, for what needs a session of its own.
 */
export type DatabaseAccess = 'read-write' | 'read-only' | 'direct';

/** What one app uses. Declared once; NetworkPolicies, credentials and environment variables all follow from it. */
export type Edge =
  | { readonly to: 'app'; readonly app: AppName; readonly port: string }
  | { readonly to: 'database'; readonly contract: Contract<Engine>; readonly access: DatabaseAccess }
  | { readonly to: 'queue'; readonly contract: Contract<'queue'>; readonly access: 'publish' | 'consume' }
  | { readonly to: 'cache'; readonly contract: Contract<'cache'> }
  | { readonly to: 'bucket'; readonly contract: Contract<'bucket'>; readonly access: 'read' | 'write' }
  | { readonly to: 'internet'; readonly service: InternetService }
  | { readonly to: 'cloud-identity' }
  | { readonly to: 'kubernetes-api' };

/** An edge to something stateful. */
export type ContractEdge = Extract<Edge, { contract: unknown }>;
