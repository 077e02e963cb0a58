import type { Severity } from './finding.ts';
import type { Resource } from './resource.ts';
import type { Cluster } from './settings/index.ts';

/** A resource as Kustomize built it from the files on disk: what Argo CD will apply. */
export interface Built {
  readonly resource: Resource;
  readonly app: string;
}

/**
 * The view of one cluster that rules get: all its objects, indexed, the facts of the cluster, its folders, and the apps
 * in `state: retiring`. Rules never see the model that the objects were rendered from.
 */
export interface ClusterView {
  readonly environment: string;
  readonly cluster: Cluster;
  readonly all: readonly Built[];
  /** Whether Argo CD syncs it: then the objects of a deleted folder remain in the cluster. */
  readonly synced: boolean;
  /** The domain of the environment; `undefined` where nobody knows it. */
  readonly domain: string | undefined;
  /**
   * Apps that have a folder here. It is empty for apps in `state: retiring`, and for apps that wait for writable data.
   */
  readonly apps: ReadonlySet<string>;
  /** Apps in `state: retiring`. */
  readonly retiring: ReadonlySet<string>;
  /** Apps that wait on this cluster until its data can be written: they have no objects. */
  readonly waiting: ReadonlySet<string>;
  /** All clusters of the fleet in the same state, this one too. */
  readonly fleet: FleetView;
  /** Objects of a kind, in the order of `all`. Empty if there are none. */
  ofKind(kind: string, group?: string): readonly Built[];
  /** One object, by kind, namespace (empty for cluster-scoped) and name. */
  find(kind: string, namespace: string, name: string): Built | undefined;
}

/**
 * The clusters of a fleet as a rule about one of them sees the others. What a rule says of a cluster is kept, and it is
 * evaluated again only where something of the others changed that it asked for: so it asks for little.
 */
export interface FleetView {
  /** One cluster with all its objects: the rule depends on all of them. */
  at(environment: string, cluster: string): ClusterView | undefined;
  /** Who announces something under a key, in the order of the fleet: the rule depends on just that. */
  announced(what: Announcement, key: string): readonly Announced[];
}

/** Something that each cluster says of itself to the others: texts, each under the key by which rules ask for it. */
export interface Announcement {
  /** Names it among all announcements: what a cluster says is kept by this name. */
  readonly name: string;
  /** What a cluster says. It follows from the view alone, and not from other clusters. */
  of(view: ClusterView): Iterable<readonly [key: string, text: string]>;
}

/** What a cluster announces under a key. */
export interface Announced {
  readonly environment: string;
  readonly cluster: string;
  readonly text: string;
}

/** What a rule found: about one object, at one field. */
export interface Violation {
  readonly object: Built;
  /** Path of the field, list members by name: `spec.template.spec.containers[api].image`. */
  readonly field?: string;
  /** One sentence naming both sides and their values. */
  readonly message: string;
}

/** A passing or failing example of a rule: objects, merged over a complete valid set. */
export interface RuleCase {
  readonly title: string;
  readonly objects: readonly Resource[];
  /** A valid set that takes the place of the complete one, where the rule is about objects that it lacks. */
  readonly among?: readonly Resource[];
  /** Objects to remove from the complete valid set. */
  readonly without?: readonly Resource[];
  /** Objects of the base revision, for rules that compare. */
  readonly before?: readonly Resource[];
  /** Apps whose folder is deleted. */
  readonly gone?: readonly string[];
  /** Apps in `state: retiring`. */
  readonly retiring?: readonly string[];
  /** Apps that wait on this cluster. */
  readonly waiting?: readonly string[];
  /** Whether Argo CD syncs the cluster, and did so at the base revision. Default: true. */
  readonly synced?: boolean;
  /** Facts of the cluster that differ from the example cluster. */
  readonly cluster?: Partial<Cluster>;
  /** Another cluster of the fleet, with these objects alone. */
  readonly beside?: Beside;
}

/** Another cluster of the fleet, for cases of rules that look at more than one. */
export interface Beside {
  /** Default: that of the case. */
  readonly environment?: string;
  /** Facts that differ from the example cluster: its name at least. */
  readonly cluster: Partial<Cluster>;
  readonly objects: readonly Resource[];
  /** Its objects at the base revision. Default: none. */
  readonly before?: readonly Resource[];
}

/**
 * The definition of a rule in its file: documentation, check and cases. The tests run every case, and the README.md of
 * its folder is made from these texts.
 */
export interface RuleDefinition {
  /** Kebab-case, the name of the file, never reused. */
  readonly code: string;
  readonly severity: Exclude<Severity, 'note'>;
  /** The requirement, in one sentence. */
  readonly title: string;
  /** The reason: what happens in production otherwise, and the upstream document as source. */
  readonly why: string;
  /** How to mend it, in one sentence. */
  readonly fix: string;
  /** The rule checks a change: without a base revision it is not evaluated. */
  readonly compares?: true;
  /** What it asks of other clusters, by `fleet.announced`. Default: nothing. */
  readonly asks?: readonly Announcement[];
  /** `before` is the same cluster at the base revision, or undefined where there is nothing to compare with. */
  check(view: ClusterView, before: ClusterView | undefined): Iterable<Violation>;
  readonly passes: readonly [RuleCase, ...RuleCase[]];
  readonly fails: readonly [RuleCase, ...RuleCase[]];
}

/** A rule, and the file it was read from. */
export interface Rule extends RuleDefinition {
  /** From the root: `policies/data/volume-shrunk.ts`. */
  readonly file: string;
}

/** Checks the type of a rule's definition; returns it unchanged. */
export function rule(definition: RuleDefinition): RuleDefinition {
  return definition;
}
