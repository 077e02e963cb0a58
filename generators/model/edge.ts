import type { AppId, Keys } from './appId.ts';

/** A stateful need, fulfilled per environment by a provider: apps know the contract, never the provider. */
export interface Contract<K extends ContractKind = ContractKind> {
  readonly kind: K;
  readonly name: string;
}
/** Database systems: apps speak their protocols, so a contract is for one of them. */
export const engines = ['postgresql', 'mysql', 'mongodb', 'cassandra'] as const;
export type Engine = (typeof engines)[number];
export type ContractKind = Engine | 'queue' | 'cache' | 'bucket';

/**
 * How a database is used: `read-write` reaches the primary and `read-only` a replica, both perhaps through a pooler;
 * `direct` the primary itself, for what needs a session of its own.
 */
export type DatabaseAccess = 'read-write' | 'read-only' | 'direct';

/** What one app uses. Declared once; NetworkPolicies, credentials and environment variables all follow from it. */
export type Edge =
  | { readonly to: 'app'; readonly app: AppId; readonly port: string }
  | { readonly to: 'database'; readonly contract: Contract<Engine>; readonly access: DatabaseAccess }
  | { readonly to: 'queue'; readonly contract: Contract<'queue'>; readonly access: 'publish' | 'consume' }
  | { readonly to: 'cache'; readonly contract: Contract<'cache'> }
  | { readonly to: 'bucket'; readonly contract: Contract<'bucket'>; readonly access: 'read' | 'write' }
  | InternetEdge
  | { readonly to: 'cloud-identity' }
  | { readonly to: 'kubernetes-api' };

/** A service on the internet, and all that its users need to know of it. */
export interface InternetEdge<K extends string = string> {
  readonly to: 'internet';
  /** Also that of its entry in the secret manager, `<prefix>-<name>`. */
  readonly name: string;
  readonly ports: readonly number[];
  /** Where it publishes its networks, in CIDR notation. Absent: anywhere on the public internet. */
  readonly networks?: readonly string[];
  readonly keys: Keys<K>;
}

/** An edge to something stateful. */
export type ContractEdge = Extract<Edge, { contract: unknown }>;
