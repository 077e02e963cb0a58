import type { Engine } from './edge.ts';

/** The source of credentials: the cloud's secret manager, or Secrets that operators create in this cluster. */
export interface CredentialSource {
  readonly store: 'secrets' | 'cluster-secrets' | 'gateway-secrets' | 'logging-secrets';
  /** Name of the entry. */
  readonly key: string;
}

/** The other side of a connection, as a NetworkPolicy selects it. */
export type Peer =
  | { readonly networks: readonly string[] }
  | { readonly pods: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> } }
  /** `podNames`: what its pods may carry in the label `app.kubernetes.io/name`, where that is more than its name. */
  | { readonly app: string; readonly namespace: string; readonly podNames?: readonly string[] }
  | 'internet';

/** The fields of every endpoint. */
interface Common {
  readonly host: string;
  readonly port: number;
  readonly peer: Peer;
}

/** A PostgreSQL, MySQL, MongoDB or Cassandra database. */
export interface DatabaseEndpoint extends Common {
  readonly kind: 'database';
  readonly engine: Engine;
  readonly database: string;
  /** MongoDB: the name of the replica set, where users reach its members and no router. */
  readonly replicaSet?: string;
  readonly credentials: CredentialSource;
  /** The authority of its certificate, where it is not a public one: the property `ca.crt` of an entry. */
  readonly authority?: CredentialSource;
}

/** A broker of AMQP 0-9-1, and what an app has there. */
export interface QueueEndpoint extends Common {
  readonly kind: 'queue';
  readonly tls: boolean;
  /** The queue that the app reads, or the exchange that it writes to. */
  readonly queue: string;
  readonly credentials: CredentialSource;
  /** The authority of its certificate, where it is not a public one: the property `ca.crt` of an entry. */
  readonly authority?: CredentialSource;
}

/** A server of the Valkey protocol. */
export interface CacheEndpoint extends Common {
  readonly kind: 'cache';
  readonly tls: boolean;
  readonly credentials: CredentialSource;
  /** The authority of its certificate, where it is not a public one: the property `ca.crt` of an entry. */
  readonly authority?: CredentialSource;
  /**
   * The address of Sentinel, from which clients request the primary, and the primary's name there. The password is the
   * same.
   */
  readonly sentinel?: { readonly host: string; readonly port: number; readonly name: string };
}

/** A bucket. Without credentials the pod's cloud identity is used. */
export interface BucketEndpoint extends Common {
  readonly kind: 'bucket';
  readonly api: 's3' | 'gcs' | 'azure';
  readonly bucket: string;
  readonly account?: string;
  /** S3: address of the server, where it is not AWS's own. */
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: CredentialSource;
}

/**
 * An Elasticsearch, by HTTPS: one that takes logs, whose account may write to data streams named `logs-*`; or a search
 * engine, whose account makes, fills, searches and deletes indices.
 */
export interface ElasticsearchEndpoint extends Common {
  readonly kind: 'logs' | 'search';
  readonly credentials: CredentialSource;
  /** The authority of its certificate, where it is not a public one: the property `ca.crt` of an entry. */
  readonly authority?: CredentialSource;
}

/** Who signs tokens, by OpenID Connect. Its `host` and `port` are those of its keys. */
export interface IssuerEndpoint extends Common {
  readonly kind: 'issuer';
  /** The claim `iss` of its tokens, to the letter. */
  readonly issuer: string;
  /** Tokens are for one of these: the claim `aud`. */
  readonly audiences: readonly string[];
  /** Address of its public keys (JWKS): over TLS, unless they are inside the cluster. */
  readonly keys: string;
}

/** A server outside the cluster. Its `port` is the first of its ports. */
export interface OutsideEndpoint extends Common {
  readonly kind: 'server';
  readonly ports: Readonly<Record<string, number>>;
  readonly credentials?: CredentialSource;
  /** The authority of its certificate, where it is not a public one: the property `ca.crt` of an entry. */
  readonly authority?: CredentialSource;
}

/** The endpoint of a contract, whichever app or external service provides it. */
export type Endpoint =
  | DatabaseEndpoint
  | QueueEndpoint
  | CacheEndpoint
  | BucketEndpoint
  | ElasticsearchEndpoint
  | IssuerEndpoint
  | OutsideEndpoint;
