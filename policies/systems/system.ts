import type { Built, ClusterView, Violation } from '../../generators/model/rule.ts';
import type { Field } from '../kubernetes/fields.ts';
import type { Kind } from '../kubernetes/kind.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import type { Reference } from '../kubernetes/reference.ts';

/** What a system says of objects, by their kind. */
export type ByKind<T> = Readonly<Partial<Record<Kind, T>>>;

/** Nothing of that sort, for any kind: written out, so that nobody forgets to ask. */
export const none: ByKind<never> = {};

/**
 * What rules know of the kinds that one operator, or Kubernetes itself, serves. Rules ask all systems by the functions
 * in `policies/cluster/`, and never name a kind of an operator where they can ask.
 */
export interface System {
  /** The pods that are made of an object, those that are alike together. */
  readonly pods: ByKind<(built: Built, view: ClusterView) => readonly PodGroup[]>;
  /** Fields that name the images of those pods; what an object leaves to its operator is not among them. */
  readonly images: ByKind<(built: Built) => readonly Field[]>;
  /** The Secrets that come with an object, in its namespace. */
  readonly secrets: ByKind<(built: Built) => MadeSecrets>;
  /** The objects that an object names and cannot do without. */
  readonly references: ByKind<(built: Built) => readonly Reference[]>;
  /** Fields that hold the sizes of its volumes: absent where it has none. */
  readonly volumes: ByKind<(built: Built) => readonly Field[]>;
  /** Fields that nobody can change once the object is there. */
  readonly immutable: ByKind<(built: Built) => readonly Field[]>;
  /** Whether data goes when the object goes. */
  readonly data: ByKind<(built: Built) => boolean>;
  /** Groups of members that go on only while enough of them are left. */
  readonly quorum: ByKind<(built: Built, view: ClusterView, podsOfNamespace: readonly PodGroup[]) => readonly Quorum[]>;
  /** What its programs are told to take of memory. */
  readonly memory: ByKind<(built: Built, view: ClusterView) => readonly MemoryUse[]>;
  /** The schedules that are not switched off. A kind that is named here holds data nobody can make anew. */
  readonly backups: ByKind<(built: Built, view: ClusterView) => readonly Backup[]>;
  /** Places outside the clusters that are written to because of it. */
  readonly outside: ByKind<(built: Built, view: ClusterView) => readonly Outside[]>;
  /** Its declared users that have no credential, where nobody makes one for them. */
  readonly users: ByKind<(built: Built, view: ClusterView) => readonly Violation[]>;
  /** Servers that take a bounded number of connections. */
  readonly servers: ByKind<(built: Built, view: ClusterView, podsOfNamespace: readonly PodGroup[]) => Server>;
  /** The Services that are made of an object, in its namespace. */
  readonly services: ByKind<(built: Built) => readonly MadeService[]>;
  /** What a change does on the way, where that is more than that the new state comes. */
  readonly steps: ByKind<(step: StepOf) => readonly ChangeStep[]>;
  /** What `docs/data.md` promises of its data, and an object breaks. */
  readonly promises: ByKind<(built: Built, view: ClusterView) => readonly Violation[]>;
}

/** An object after a change, the same before it if it was there, and what stands beside both. */
export interface StepOf {
  readonly now: Built;
  readonly was: Built | undefined;
  readonly view: ClusterView;
  readonly before: ClusterView;
}

/** What happens on the way from one revision to the other. */
export interface ChangeStep {
  readonly field: string;
  /**
   * `another way`: somebody refuses this one, or it loses data or what serves. `a person`: it works, and somebody has to
   * know of it and do their part.
   */
  readonly needs: 'another way' | 'a person';
  /** What happens, and how it is done. */
  readonly message: string;
}

/** Secrets by name, with the keys they hold as far as anybody may rely on them: `undefined` where nobody knows. */
export type MadeSecrets = Readonly<Record<string, readonly string[] | undefined>>;

/** A Service by its name, with the ports that callers may use: `undefined` where nobody knows. */
export interface MadeService {
  readonly name: string;
  readonly ports: readonly number[] | undefined;
}

/** Services from their names and ports. */
export function madeServices(services: Readonly<Record<string, readonly number[] | undefined>>): MadeService[] {
  return Object.entries(services).map(([name, ports]) => ({ name, ports }));
}

/** Members that go on only while enough of them are left. */
export interface Quorum {
  readonly built: Built;
  /** For people: `users`, `products-rs0`. */
  readonly name: string;
  /** Field that says where its members go. */
  readonly field: string;
  readonly members: number;
  /** How many must be left. */
  readonly needed: number;
  /** Most that one zone may hold. */
  readonly inOneZone: number;
}

/** Memory that a program is told to take, of what its container may take. */
export interface MemoryUse {
  readonly built: Built;
  readonly field: string;
  /** For people: `shared_buffers`. */
  readonly what: string;
  /** Bytes; 0 where it is told nothing. */
  readonly takes: number;
  /** Bytes, of which the program should leave something; 0 where there is no limit. */
  readonly limit: number;
  /** The greatest part of the limit that its documentation recommends. */
  readonly part: number;
}

/** One schedule of backups, and whether old ones go. */
export interface Backup {
  /** The object that sets how long backups are kept, and the field in it. */
  readonly built: Built;
  readonly field: string;
  readonly isKept: boolean;
}

/** A place outside the clusters: a folder of a bucket, a name in DNS. */
export interface Outside {
  readonly field: string;
  /** For people, and the same for all who write there: `s3://backups/production/one/users`. */
  readonly place: string;
  /** Who writes there, in its cluster. */
  readonly writer: string;
}

/** Which servers of a database a connection may end at. */
export type ServerPart = 'primary' | 'replicas' | 'any';

/** An endpoint of a system: the pods that are called, and the Services in front of them. */
export interface ServerEndpoint {
  readonly pods: PodGroup;
  readonly services: readonly { readonly name: string; readonly port: number; readonly part: ServerPart }[];
  /** Of a pooler: connections that each of its pods takes, and those that it makes to the servers. */
  readonly pooled?: { readonly clients: number; readonly servers: number };
}

/** A database that takes a bounded number of connections. */
export interface Server {
  readonly built: Built;
  readonly limit: number;
  /** Field that holds the limit. */
  readonly field: string;
  /** Kept for the operator, metrics and people. */
  readonly reserve: number;
  readonly endpoints: readonly ServerEndpoint[];
}
