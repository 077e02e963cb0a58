import type { IClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import type { IClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IService } from 'kubernetes-models/v1/Service';
import type { App } from '../../model/app.ts';
import type { Ports } from '../../model/appId.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { collectorName, collectorPorts, nodeAgentsNamespace } from '../../upstream/openTelemetry.ts';
import { selectorOf } from '../labels.ts';
import { collectorAlerts } from '../monitoring/alerts/collector.ts';
import { monitored } from '../monitoring/targets/monitored.ts';
import { matching } from '../monitoring/targets/scrape.ts';
import { kubernetesApi } from '../names.ts';
import { keysOfEdges, ownKeys } from '../outside/entryKeys.ts';
import { externalSecret, filesSecretName } from '../secrets/externalSecret.ts';
import { fetchedAccounts } from '../secrets/fetchedAccount.ts';
import { ownSecret } from '../secrets/ownSecrets.ts';
import { documentsName } from '../workload/documents.ts';
import { serviceAccount } from '../workload/serviceAccount.ts';
import { collectorVariables } from './collectorConfig.ts';
import { collectorPods } from './collectorPods.ts';
import { collectorPolicy } from './collectorPolicy.ts';
import { collectorSettings } from './collectorSettings.ts';
import { type CollectorSpec, type CollectorSystem, collectorSystem } from './collectorSystem.ts';
import { traceStore } from './traceSettings.ts';

/**
 * The OpenTelemetry Collectors of a cluster, one on each node: they read the logs of all pods, remove tokens and personal
 * data, and write the rest to Elasticsearch. Where traces are on, they take those of apps on their node.
 */
export function collector(spec: CollectorSpec): App {
  const app: App = {
    name: collectorName,
    tier: nodeAgentsNamespace,
    stage: 'monitoring',
    source: spec.source,
    settings: collectorSettings(spec.source, spec),
    images: { [collectorName]: spec.image },
    onlyWith: spec.logs.contract,
    uses: { logs: spec.logs, pods: kubernetesApi },
    ports: (_, { traces }) => portsOf(traces !== undefined),
    declares: (inputs) => [...fetchedAccounts(inputs), ...ownKeys(traceStore, inputs), ...keysOfEdges(inputs)],
    notes: () => [],
    render(inputs) {
      const system = collectorSystem(spec, inputs);
      return [
        serviceAccount(system),
        ...rights(system),
        configuration(system),
        ...secrets(system),
        collectorPods(system),
        ...(system.settings.traces ? [tracesService(system)] : []),
        collectorPolicy(system),
      ];
    },
  };
  const target = { name: collectorName, namespace: nodeAgentsNamespace, port: collectorPorts.metrics };
  return monitored(app, {
    targets: () => [{ ...target, selector: matching(selectorOf(collectorName)) }],
    alerts: () => collectorAlerts(target),
  });
}

/** Where it listens: for traces only where they are on. `queue` is on the pod's own loopback address. */
function portsOf(traces: boolean): Ports {
  const { health, metrics, otlp } = collectorPorts;
  return traces ? { health, metrics, otlp } : { health, metrics };
}

/** It may see pods: `processor/k8sattributesprocessor/README.md` of opentelemetry-collector-contrib. */
function rights({ owner, labels }: CollectorSystem): Resource[] {
  const group = 'rbac.authorization.k8s.io';
  return [
    resource<IClusterRole>({
      apiVersion: `${group}/v1`,
      kind: 'ClusterRole',
      metadata: { name: owner.name, labels },
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }],
    }),
    resource<IClusterRoleBinding>({
      apiVersion: `${group}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: owner.name, labels },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: owner.name },
      subjects: [{ kind: 'ServiceAccount', name: owner.name, namespace: owner.namespace }],
    }),
  ];
}

function configuration({ owner, labels, config }: CollectorSystem): Resource {
  return resource<IConfigMap>({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: documentsName(owner.name), namespace: owner.namespace, labels },
    data: { 'config.yaml': config },
  });
}

/** The accounts at Elasticsearch and at the backend of traces as variables, and the authority of Elasticsearch as a file. */
function secrets({
  owner,
  labels,
  logs: { username, password, authority },
  inputs,
  settings,
}: CollectorSystem): Resource[] {
  const account = {
    [collectorVariables.username]: username,
    [collectorVariables.password]: password,
    ...(settings.traces && { [collectorVariables.traces]: ownSecret(traceStore, 'authorization', inputs) }),
  };
  const files = { name: filesSecretName(owner.name), namespace: owner.namespace, labels };
  return [
    externalSecret({ ...owner, labels }, account),
    ...(authority ? [externalSecret(files, { 'ca.crt': authority })] : []),
  ];
}

/** Service that leads to the Collector on the caller's own node. */
function tracesService({ owner, labels }: CollectorSystem): Resource {
  return resource<IService>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...owner, labels },
    spec: {
      type: 'ClusterIP',
      internalTrafficPolicy: 'Local',
      selector: selectorOf(owner.name),
      ports: [{ name: 'otlp', port: collectorPorts.otlp, targetPort: 'otlp', protocol: 'TCP' }],
    },
  });
}
