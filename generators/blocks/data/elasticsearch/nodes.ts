import { bytes, canonicalBytes, canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { elasticsearchContainer, elasticsearchUser } from '../../../upstream/elastic.ts';
import { zonalStorage } from '../../platform/storageClass.ts';
import { podSecurity } from '../../workload/security.ts';
import { elasticsearchExporter } from './exporter.ts';
import type { TierSettings } from './settings.ts';
import { bucketAccess, bucketConfig } from './snapshots.ts';
import type { ElasticsearchSystem, NodeTier } from './system.ts';
import type { NodeSet } from './types.ts';

/** Nodes of each tier, in each zone a set of its own, which only nodes of that zone may run. */
export function nodeSets(system: ElasticsearchSystem): NodeSet[] {
  const { tiers, inputs } = system;
  return tiers
    .filter(({ size }) => size.nodesPerZone > 0)
    .flatMap((tier) => inputs.cluster.zones.map((zone) => nodesOf(system, tier, zone)));
}

function nodesOf(system: ElasticsearchSystem, { name, roles, size }: NodeTier, zone: string): NodeSet {
  const { labels, owner, priorityClassName } = system;
  const access = bucketAccess(system);
  return {
    name: `${name}-${shortZone(zone, system.inputs.cluster.region)}`,
    count: size.nodesPerZone,
    config: { ...config(system, zone), 'node.roles': roles },
    podTemplate: {
      metadata: { labels: { ...labels, ...access.labels } },
      spec: {
        serviceAccountName: owner.name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        priorityClassName,
        // The group of the image, to which its files belong.
        securityContext: { ...podSecurity({ user: elasticsearchUser, group: elasticsearchUser }), runAsGroup: 0 },
        affinity: placement(system, zone),
        containers: [
          {
            name: elasticsearchContainer.name,
            resources: resources(size),
            ...access.container,
          },
          elasticsearchExporter(system),
        ],
        ...access.pod,
      },
    },
    volumeClaimTemplates: [
      {
        metadata: { name: elasticsearchContainer.volume },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: zonalStorage,
          resources: { requests: { storage: canonicalBytes(bytes(size.storage)) } },
        },
      },
    ],
  };
}

/**
 * `elasticsearch.yml`. Copies of a document are in different zones, which nodes say of themselves, so the operator need
 * not read them off Kubernetes' nodes. Files are read and not mapped into memory: what that wants of a node
 * (`vm.max_map_count`) only a privileged pod could set,
 * https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/virtual-memory. Nothing is fetched from the internet.
 */
function config(system: ElasticsearchSystem, zone: string): NodeSet['config'] {
  return {
    'node.attr.zone': zone,
    'cluster.routing.allocation.awareness.attributes': 'k8s_node_name,zone',
    'node.store.allow_mmap': false,
    'ingest.geoip.downloader.enabled': false,
    'xpack.ml.enabled': false,
    ...bucketConfig(system),
  };
}

/** Only in this zone, where its volume is, and no two nodes of an Elasticsearch on one node of the cluster. */
function placement({ app }: ElasticsearchSystem, zone: string) {
  const inZone = { key: 'topology.kubernetes.io/zone', operator: 'In' as const, values: [zone] };
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [inZone] }] },
    },
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        {
          topologyKey: 'kubernetes.io/hostname',
          labelSelector: { matchLabels: { 'app.kubernetes.io/name': app.name } },
        },
      ],
    },
  };
}

/**
 * Requests of memory equal the limit. The heap is half of it, which Elasticsearch finds out itself and recommends:
 * https://www.elastic.co/docs/reference/elasticsearch/jvm-settings#set-jvm-heap-size
 */
function resources({ resources: { cpu, memory } }: TierSettings) {
  const size = canonicalBytes(bytes(memory));
  return {
    requests: { cpu: canonicalCpu(milliCpu(cpu)), memory: size },
    limits: { cpu: canonicalCpu(milliCpu(cpu) * 2), memory: size },
  };
}

/** A zone without the name of its region: names of sets have 23 characters at most. */
function shortZone(zone: string, region: string): string {
  const short = zone.startsWith(region) ? zone.slice(region.length).replace(/^-/, '') : zone;
  return short || zone;
}
