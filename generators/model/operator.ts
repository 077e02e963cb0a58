import type { Declaration } from './declaration.ts';
import type { Declared } from './fact.ts';
import type { ClusterFacts, Inputs } from './inputs.ts';
import type { OutsideRight, ServiceAccount } from './outside.ts';
import type { Resource } from './resource.ts';
import type { DnsZone } from './settings/dns.ts';
import type { FleetSettings } from './settings/index.ts';

/**
 * An operator: an Argo CD Application of a pinned Helm chart with generated values, or of a folder of a git repository at
 * a tag. It runs in the clusters that have objects for it. Kustomize does not build it, so the proof does not cover it;
 * `npm run test:charts` renders the chart with these values, and reads the folder.
 */
export interface Operator {
  /** Its key under `charts` in `fleet.yaml`; also the name of its Application and of its Helm release. */
  readonly name: string;
  /** Repository path of the file that declares it. */
  readonly source: string;
  /** What its file declares, for the check of its values. */
  readonly declared?: Declaration;
  /** The namespace of its own pods. NetworkPolicies and workload identities name it. */
  readonly namespace: string;
  /** The Pod Security Standard that its pods meet: the label of its namespace. */
  readonly podSecurity: 'restricted' | 'baseline' | 'privileged';
  /** API groups whose kinds it serves. */
  readonly groups: readonly string[];
  /** Names of the operators that must run where it does: its own chart holds kinds of theirs. */
  readonly requires: readonly string[];
  /**
   * What protects its CRDs, and with them every object of their kinds, from pruning: an annotation that its values set
   * (`annotated`), or its Application, which then must not prune (`unprunable`). When the Application is deleted, Argo
   * CD itself keeps the CRDs.
   */
  readonly crds: 'annotated' | 'unprunable' | 'none';
  /** The cloud identity that a cluster names for it, where it acts as one. */
  readonly identity: OperatorIdentity | undefined;
  /** How the pods of each Deployment of its chart agree on which of them acts, by the Deployment's name. */
  readonly leaders: Readonly<Record<string, Leader>>;
  /** Facts for apps that collect them, in every cluster where it may run: whether it does follows from their objects. */
  declares?(cluster: ClusterFacts): readonly Declared[];
  /** Whether it serves an object of a cluster. */
  serves(object: Resource, cluster: ClusterFacts): boolean;
  /** Values of its chart. Pure. Undefined where it has no chart: then `fleet.yaml` names a folder of a git repository. */
  values?(inputs: OperatorInputs): Values;
}

/** As whom an operator acts outside the cluster. */
export interface OperatorIdentity {
  /**
   * The cloud that it is of: that of the cluster, or the one that has the zone of the environment's domain, where it has
   * one.
   */
  readonly of: 'cluster' | 'zone';
  /** The account whose tokens stand for it. Default: one with the operator's name in its namespace. */
  account?(dns: DnsZone | undefined): ServiceAccount;
  /** What it has to be allowed for the objects of a cluster. Nothing: it acts as nobody there. */
  may(environment: Pick<Inputs['environment'], 'dns'>, objects: readonly Resource[]): readonly OutsideRight[];
}

/**
 * How pods of one Deployment agree on which of them acts: their program elects a leader without being told, or by a flag
 * that the chart passes; all act, because none changes anything alone; or nothing elects one, and a second pod would act
 * at the same time as the first.
 */
export type Leader =
  | { readonly elected: 'by default'; readonly source: string }
  | { readonly elected: 'by flag'; readonly flag: string }
  | { readonly elected: 'not needed' }
  | { readonly elected: 'never'; readonly source: string };

/** All that an operator's values may depend on. */
export interface OperatorInputs {
  readonly fleet: FleetSettings;
  readonly environment: Inputs['environment'];
  readonly cluster: ClusterFacts;
  /** Version of the chart. */
  readonly version: string;
  /** Namespaces with objects that it serves, sorted: all it has to watch. */
  readonly namespaces: readonly string[];
}

/** Values of a Helm chart, as plain data. */
export type Values = Readonly<Record<string, unknown>>;
