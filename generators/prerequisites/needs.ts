import type { TokenIssuer } from '../blocks/gateways/tokens.ts';
import type { LoginClient } from '../blocks/outside/loginClient.ts';
import type { Key } from '../model/appId.ts';
import type { Environment } from '../model/fleet.ts';
import type { BucketPlace, BucketRight, OutsideRight, ServiceAccount } from '../model/outside.ts';
import type { Cluster } from '../model/settings/index.ts';

/** What has to exist outside a cluster before its first sync, and what the cluster itself has to be able to do. */
export interface ClusterNeeds {
  readonly environment: Environment;
  readonly cluster: Cluster;
  readonly entries: readonly NeededEntry[];
  readonly identities: readonly NeededIdentity[];
  readonly buckets: readonly Bucket[];
  readonly queues: readonly NeededQueue[];
  readonly hosts: readonly NeededHost[];
  readonly logins: readonly LoginClient[];
  /** Who signs tokens outside the cluster. */
  readonly issuers: readonly TokenIssuer[];
  /** Drivers of volumes, sorted. */
  readonly drivers: readonly string[];
  /** Whether NetworkPolicies are among its objects. */
  readonly enforcesPolicies: boolean;
}

/** Whether something is asked for now, or once a standby cluster is active. */
export interface When {
  readonly later: boolean;
}

/** An entry of the secret manager. */
export interface NeededEntry extends When {
  readonly name: string;
  readonly properties: readonly Property[];
  /** Names of the apps that read it, sorted. */
  readonly readers: readonly string[];
  /** What whoever made the keys in it has to be allowed. */
  readonly may: readonly OutsideRight[];
}

export interface Property extends When {
  /** Empty for the whole entry. */
  readonly name: string;
  /** What it holds; undefined where nobody says it. */
  readonly key: Key | undefined;
}

/** A cloud identity, and all that acts as it. */
export interface NeededIdentity extends When {
  /** The ARN of a role, the e-mail of a service account, or a client ID. */
  readonly id: string;
  /** The app or operator that settings name it for. */
  readonly owner: string;
  readonly accounts: readonly ActingAccount[];
  readonly may: readonly OutsideRight[];
}

/** A service account, and for Google from a cluster elsewhere the pool that takes its tokens. */
export interface ActingAccount extends ServiceAccount {
  readonly pool?: string;
}

/** A bucket, and who uses it. */
export interface Bucket extends When {
  readonly place: BucketPlace;
  readonly users: readonly BucketUser[];
}

export interface BucketUser {
  readonly app: string;
  readonly folder: string | undefined;
  readonly may: readonly BucketRight[];
}

/** An exchange on a broker outside the cluster, and a queue that gets its messages. */
export interface NeededQueue extends When {
  readonly host: string;
  readonly exchange: string;
  /** Undefined for a topic to which nobody subscribes. */
  readonly queue?: string;
  /** Names of the apps and jobs that publish, sorted. */
  readonly writers: readonly string[];
  /** Names of those that take messages from the queue, sorted. */
  readonly readers: readonly string[];
}

/** A host outside the cluster that objects name. */
export interface NeededHost extends When {
  readonly name: string;
  /** Names of the apps whose objects name it, sorted. */
  readonly apps: readonly string[];
  /** Where settings say that it is, in CIDR notation. Empty: on the public internet. */
  readonly networks: readonly string[];
}
