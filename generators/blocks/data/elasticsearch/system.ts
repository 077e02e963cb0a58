import type { AppId } from '../../../model/appId.ts';
import type { Edge } from '../../../model/edge.ts';
import type { BucketEndpoint } from '../../../model/endpoint.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { backupBucket } from '../shared/backupBucket.ts';
import type { ImageName } from '../shared/images.ts';
import { type System, type SystemSpec, systemOf } from '../shared/system.ts';
import { type ElasticsearchNames, elasticsearchNames } from './names.ts';
import type { ElasticsearchDefaults, ElasticsearchSettings } from './settings.ts';

/** Images of an Elasticsearch, each `registry/name:tag@sha256:digest`. */
export interface ElasticsearchImages {
  readonly server: string;
  /** Of the same version. */
  readonly kibana: string;
  readonly exporter: string;
}

/** Declaration of an Elasticsearch in the cluster. Its sizes are the default settings. */
export interface ElasticsearchSpec extends SystemSpec<'logs', ElasticsearchImages>, ElasticsearchDefaults {
  /** The edge to the bucket of snapshots. */
  readonly backups: Extract<Edge, { to: 'bucket' }>;
}

/** An Elasticsearch in one cluster, resolved once per render. */
export interface ElasticsearchSystem extends System<ElasticsearchSettings, ElasticsearchImages> {
  readonly names: ElasticsearchNames;
  readonly bucket: BucketEndpoint;
  /** Whether there are other nodes for a second copy of each document. */
  readonly isCopied: boolean;
}

/** Resolves a declaration for one cluster. */
export function elasticsearchSystem(app: AppId<never>, spec: ElasticsearchSpec, inputs: Inputs): ElasticsearchSystem {
  const system = systemOf<ElasticsearchSettings, ElasticsearchImages>(app, spec, elasticsearchImageName(app), inputs);
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
