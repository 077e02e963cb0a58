import { bytes, canonicalBytes, canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { zonalStorage } from '../../platform/storageClass.ts';
import { containerSecurity, podSecurity } from '../../workload/security.ts';
import { imageVersion } from '../shared/imageVersion.ts';
import { metadataOf } from '../shared/system.ts';
import { medusa } from './backup.ts';
import { undigested } from './images.ts';
import { nodeCount, racks } from './placement.ts';
import { reaper } from './reaper.ts';
import type { CassandraSystem } from './system.ts';
import type { K8ssandraCluster } from './types.ts';

/**
 * K8ssandraCluster: one datacenter, one rack for each zone, no two nodes on one host. The operators create the
 * PodDisruptionBudget (all nodes but one must be available) and the accounts of the superuser, of Medusa and of Reaper.
 * CPU and memory requests of Cassandra equal its limits. The operators create the containers named here anyway: they
 * are named to set their security context and size.
 *
 * TLS is off, between nodes and for clients. NetworkPolicies let in users only; where the network itself is not
 * trusted, the cluster's network plugin must encrypt it.
 *
 * https://docs.k8ssandra.io/reference/crd/k8ssandra-operator-crds-latest/
 */
export function cassandraCluster(system: CassandraSystem): Resource {
  const { app, names, images, settings, priorityClassName } = system;
  const { cluster } = system.inputs;
  const size = {
    cpu: canonicalCpu(milliCpu(settings.resources.cpu)),
    memory: canonicalBytes(bytes(settings.resources.memory)),
  };
  const heap = heapOf(settings.resources.memory);
  return resource<K8ssandraCluster>({
    apiVersion: 'k8ssandra.io/v1alpha1',
    kind: 'K8ssandraCluster',
    metadata: {
      ...metadataOf(system, names.cluster),
      annotations: { ...confirmRemoval, ...undigested(images) },
    },
    spec: {
      auth: true,
      secretsProvider: 'internal',
      cassandra: {
        serverType: 'cassandra',
        serverVersion: imageVersion(images.server, 'Cassandra'),
        serverImage: images.server,
        serviceAccount: app.name,
        podPriorityClassName: priorityClassName,
        podSecurityContext: podSecurity({ user: 999, group: 999 }),
        readOnlyRootFilesystem: true,
        softPodAntiAffinity: false,
        resources: { requests: size, limits: size },
        storageConfig: {
          cassandraDataVolumeClaimSpec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: zonalStorage,
            resources: { requests: { storage: canonicalBytes(bytes(settings.storage)) } },
          },
        },
        config: {
          cassandraYaml: {
            // Cassandra's own default. It can never change: the operator refuses another value.
            num_tokens: 16,
            // No app drops or empties a table, also not its own: who creates a table gets all rights on it. Superusers may.
            // https://cassandra.apache.org/doc/latest/cassandra/managing/configuration/cass_yaml_file.html
            drop_truncate_table_enabled: false,
          },
          jvmOptions: { heap_initial_size: heap, heap_max_size: heap, gc: 'G1GC' },
        },
        containers: [
          { name: 'cassandra', securityContext: containerSecurity },
          { name: 'server-system-logger', securityContext: containerSecurity, resources: small('100m', '128Mi') },
        ],
        // The order matters: the second builds the configuration from files that the first has copied.
        initContainers: [
          { name: 'server-config-init-base', securityContext: containerSecurity, resources: small('100m', '128Mi') },
          { name: 'server-config-init', securityContext: containerSecurity, resources: small('100m', '384Mi') },
        ],
        datacenters: [
          {
            metadata: {
              name: names.datacenter,
              // Without this annotation the operator refuses larger volumes.
              annotations: { 'cassandra.datastax.com/allow-storage-changes': 'true' },
              // Replaces the operator's label value `cassandra` by the app's name, which policies of other apps select.
              commonLabels: selectorOf(app.name),
            },
            size: nodeCount(cluster, settings.nodesPerZone),
            stopped: false,
            racks: racks(cluster),
          },
        ],
      },
      medusa: medusa(system),
      reaper: system.isRepaired ? reaper(system) : undefined,
    },
  });
}

function small(cpu: string, memory: string) {
  return { requests: { cpu, memory }, limits: { cpu: '1', memory } };
}

/**
 * Heap size: half of the memory, at most 31 GiB, because a larger heap cannot use compressed pointers. The other half
 * is for off-heap memory, the management API and the page cache:
 * https://cassandra.apache.org/doc/latest/cassandra/managing/operating/hardware.html
 */
function heapOf(memory: string): string {
  return canonicalBytes(Math.floor(Math.min(bytes(memory) / 2, 31 * 2 ** 30) / mebibyte) * mebibyte);
}

const mebibyte = 2 ** 20;
