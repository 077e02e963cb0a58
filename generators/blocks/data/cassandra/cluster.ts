import type { AppName } from '../../../model/appName.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { bytes, canonicalBytes, canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { zonalStorage } from '../../platform/storageClass.ts';
import { priorityClassName } from '../../workload/pod.ts';
import { containerSecurity, podSecurity } from '../../workload/security.ts';
import { medusa } from './backup.ts';
import { type CassandraImages, serverVersion, undigested } from './images.ts';
import type { CassandraNames } from './names.ts';
import { isRepaired, nodeCount, racks } from './placement.ts';
import { reaper } from './reaper.ts';
import type { CassandraSettings } from './settings.ts';
import type { K8ssandraCluster } from './types.ts';

/**
 * The K8ssandra resource: one datacenter, a rack for each zone, no two nodes on one host. The operators make the
 * disruption budget (all nodes but one) and the accounts of the superuser, of Medusa and of Reaper. CPU and memory of a
 * node are guaranteed. The containers named here exist anyway: naming them gives them a security context.
 *
 * Nodes and clients speak without TLS, as everything inside does: NetworkPolicies let in nobody but users, and where the
 * network itself must not be trusted, the cluster's network plugin encrypts it.
 *
 * https://docs.k8ssandra.io/reference/crd/k8ssandra-operator-crds-latest/
 */
export function cassandraCluster(
  app: AppName,
  names: CassandraNames,
  images: CassandraImages,
  settings: CassandraSettings,
  inputs: Inputs,
  labels: Readonly<Record<string, string>>,
): Resource {
  const size = {
    cpu: canonicalCpu(milliCpu(settings.resources.cpu)),
    memory: canonicalBytes(bytes(settings.resources.memory)),
  };
  const heap = heapOf(settings.resources.memory);
  return resource<K8ssandraCluster>({
    apiVersion: 'k8ssandra.io/v1alpha1',
    kind: 'K8ssandraCluster',
    metadata: {
      name: names.cluster,
      namespace: app.tier,
      labels,
      annotations: { ...confirmRemoval, ...undigested(images) },
    },
    spec: {
      auth: true,
      secretsProvider: 'internal',
      cassandra: {
        serverType: 'cassandra',
        serverVersion: serverVersion(images),
        serverImage: images.server,
        serviceAccount: app.name,
        podPriorityClassName: priorityClassName(inputs.fleet.name, 'critical'),
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
          // Cassandra's own default, and fixed for ever: the operator refuses another.
          cassandraYaml: { num_tokens: 16 },
          jvmOptions: { heap_initial_size: heap, heap_max_size: heap, gc: 'G1GC' },
        },
        containers: [
          { name: 'cassandra', securityContext: containerSecurity },
          { name: 'server-system-logger', securityContext: containerSecurity, resources: small('100m', '128Mi') },
        ],
        // In this order: the second builds the configuration from what the first has copied.
        initContainers: [
          { name: 'server-config-init-base', securityContext: containerSecurity, resources: small('100m', '128Mi') },
          { name: 'server-config-init', securityContext: containerSecurity, resources: small('100m', '384Mi') },
        ],
        datacenters: [
          {
            metadata: {
              name: names.datacenter,
              // Larger volumes are refused without it.
              annotations: { 'cassandra.datastax.com/allow-storage-changes': 'true' },
              // The operator would call every Cassandra pod `cassandra`: with the app's own name its edges apply.
              commonLabels: selectorOf(app.name),
            },
            size: nodeCount(inputs.cluster, settings.nodesPerZone),
            stopped: false,
            racks: racks(inputs.cluster),
          },
        ],
      },
      medusa: medusa(names, images.medusa, settings, inputs),
      reaper: isRepaired(inputs.cluster, settings.nodesPerZone) ? reaper(app, images.reaper) : undefined,
    },
  });
}

function small(cpu: string, memory: string) {
  return { requests: { cpu, memory }, limits: { cpu: '1', memory } };
}

/**
 * Half of the memory, at most 31 GiB, beyond which pointers take twice the room. The other half is for what Cassandra
 * keeps outside its heap, the management API and the page cache:
 * https://cassandra.apache.org/doc/latest/cassandra/managing/operating/hardware.html
 */
function heapOf(memory: string): string {
  return canonicalBytes(Math.floor(Math.min(bytes(memory) / 2, 31 * 2 ** 30) / mebibyte) * mebibyte);
}

const mebibyte = 2 ** 20;
