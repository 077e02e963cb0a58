import type { Engine } from './edge.ts';

/** Where credentials are fetched from: the cloud's secret manager, or Secrets that operators made in this cluster. */
export interface CredentialSource {
  readonly store: 'secrets' | 'cluster-secrets';
  /** Name of the entry. */
  readonly key: string;
}

/** Who is on the other side of a connection, as NetworkPolicies see it. */
export type Peer =
  | { readonly networks: readonly string[] }
  | { readonly pods: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> } }
  | 'internet';

/** What every endpoint has. */
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
  readonly credentials: CredentialSource;
  /** Who signed its certificate, where that is no public authority: the property `ca.crt` of an entry. */
  readonly authority?: CredentialSource;
}

/** A broker of AMQP 0-9-1, and the queue on it. */
export interface QueueEndpoint extends Common {
  readonly kind: 'queue';
  readonly tls: boolean;
  readonly queue: string;
  readonly credentials: CredentialSource;
}

/** A server of the Valkey protocol. */
export interface CacheEndpoint extends Common {
  readonly kind: 'cache';
  readonly tls: boolean;
  readonly credentials: CredentialSource;
  /** Where clients that understand Sentinel ask for the primary, and what it is called there. The password is the same. */
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

/** Where and how an app reaches the other side of an edge to a contract, whoever provides it. */
export type Endpoint = DatabaseEndpoint | QueueEndpoint | CacheEndpoint | BucketEndpoint;
