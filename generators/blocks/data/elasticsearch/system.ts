import type { AppId } from '../../../model/appId.ts';
import type { ContractKind, Edge } from '../../../model/edge.ts';
import type { BucketEndpoint } from '../../../model/endpoint.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { backupBucket } from '../shared/backupBucket.ts';
import type { ImageName } from '../shared/images.ts';
import { type System, type SystemSpec, systemOf } from '../shared/system.ts';
import { type ElasticsearchNames, elasticsearchNames } from './names.ts';
import type { ElasticsearchSettings, TierSettings } from './settings.ts';

/** Images of an Elasticsearch, each `registry/name:tag@sha256:digest`. */
export interface ElasticsearchImages {
  readonly server: string;
  readonly exporter: string;
}

/** Declaration of an Elasticsearch in the cluster. */
export interface ElasticsearchSpec<K extends ContractKind, I extends ElasticsearchImages> extends SystemSpec<K, I> {
  /** The edge to the bucket of snapshots. */
  readonly backups: Extract<Edge, { to: 'bucket' }>;
}

/**
 * A role as in `roles.yml`:
 * https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/elasticsearch-privileges
 */
export interface ElasticsearchRole {
  readonly cluster: readonly string[];
  readonly indices: readonly { readonly names: readonly string[]; readonly privileges: readonly string[] }[];
}

/** An account: with a role of its own, which is called as it is, or with one that Elasticsearch brings. */
export type ElasticsearchAccount = { readonly name: string } & (
  | { readonly role: ElasticsearchRole }
  | { readonly builtIn: string }
);

/** Nodes that are alike, in each zone as many. */
export interface NodeTier {
  /** Sets are called after it. */
  readonly name: string;
  /** What its nodes do: https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/node-settings */
  readonly roles: readonly string[];
  readonly size: TierSettings;
}

/** What Elasticsearch is told: the path of its API, and the document, by the name of a file. */
export interface Told {
  readonly path: string;
  readonly document: object;
}

/** An Elasticsearch in one cluster, before it is said what it is for. */
export interface ElasticsearchBase<
  S extends ElasticsearchSettings = ElasticsearchSettings,
  I extends ElasticsearchImages = ElasticsearchImages,
> extends System<S, I> {
  readonly names: ElasticsearchNames;
  readonly bucket: BucketEndpoint;
  /** Whether there are other nodes for a second copy of each document. */
  readonly isCopied: boolean;
}

/** What follows from what an Elasticsearch is for. */
export interface Purposeful {
  /** Its nodes: sets in each zone. */
  readonly tiers: readonly NodeTier[];
  /** Those who log in to it. */
  readonly accounts: readonly ElasticsearchAccount[];
  /** What the Job tells it, in this order, by the name of a file. */
  readonly told: Readonly<Record<string, Told>>;
  /** Names of further pods of its namespace that are its clients. */
  readonly clients: readonly string[];
}

/** An Elasticsearch in one cluster, resolved once per render. */
export interface ElasticsearchSystem extends ElasticsearchBase, Purposeful {}

/** Resolves a declaration for one cluster, without what follows from what it is for. */
export function elasticsearchBase<S extends ElasticsearchSettings, I extends ElasticsearchImages>(
  app: AppId<never>,
  spec: ElasticsearchSpec<ContractKind, I>,
  inputs: Inputs,
): ElasticsearchBase<S, I> {
  const system = systemOf<S, I>(app, spec, elasticsearchImageName(app), inputs);
  return {
    ...system,
    names: elasticsearchNames(app, spec.contract.name),
    bucket: backupBucket(app.name, inputs),
    isCopied: inputs.cluster.zones.length * system.settings.nodesPerZone > 1,
  };
}

/** Gives the name in `images.yaml` of the image of a program. The server's image has the app's own name. */
export function elasticsearchImageName({ name }: Pick<AppId, 'name'>): ImageName {
  return (program) => (program === 'server' ? name : `${name}-${program}`);
}
