import { type Resource, resource } from '../../../model/resource.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { imageVersion } from '../shared/imageVersion.ts';
import { metadataOf } from '../shared/system.ts';
import { nodeSets } from './nodes.ts';
import { hasSecureSettings } from './snapshots.ts';
import type { ElasticsearchSystem } from './system.ts';
import type { Elasticsearch } from './types.ts';
import { undigestedExporter } from './undigestedExporter.ts';

/**
 * Elasticsearch. The operator makes the certificates: nodes and clients connect by TLS. It also makes the
 * PodDisruptionBudget, by which one node at a time is evicted while all copies are there, and none otherwise. Volumes
 * stay when this object is deleted; those of nodes that are no longer wanted go, once their documents are elsewhere.
 */
export function elasticsearchCluster(system: ElasticsearchSystem): Resource {
  const { names, images, accounts } = system;
  return resource<Elasticsearch>({
    apiVersion: 'elasticsearch.k8s.elastic.co/v1',
    kind: 'Elasticsearch',
    metadata: {
      ...metadataOf(system, names.cluster),
      annotations: { ...confirmRemoval, ...undigestedExporter(images) },
    },
    spec: {
      version: imageVersion(images.server, 'Elasticsearch'),
      image: images.server,
      auth: {
        fileRealm: accounts.map(({ name }) => ({ secretName: name })),
        roles: accounts.filter((one) => 'role' in one).map(({ name }) => ({ secretName: name })),
      },
      secureSettings: hasSecureSettings(system) ? [{ secretName: names.secureSettings }] : undefined,
      volumeClaimDeletePolicy: 'DeleteOnScaledownOnly',
      nodeSets: nodeSets(system),
    },
  });
}
