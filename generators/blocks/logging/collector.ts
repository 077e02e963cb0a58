import type { IClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import type { IClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IService } from 'kubernetes-models/v1/Service';
import type { App } from '../../model/app.ts';
import { declare } from '../../model/fact.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { collectorName, collectorPorts, nodeAgentsNamespace } from '../../upstream/openTelemetry.ts';
import { selectorOf } from '../labels.ts';
import { monitored } from '../monitoring/targets/monitored.ts';
import { matching } from '../monitoring/targets/scrape.ts';
import { calls, kubernetesApi } from '../names.ts';
import { externalSecret, filesSecretName } from '../secrets/externalSecret.ts';
import { fetchedAccount } from '../secrets/fetchedAccount.ts';
import { secretValue } from '../secrets/value.ts';
import { documentsName } from '../workload/documents.ts';
import { serviceAccount } from '../workload/serviceAccount.ts';
import { collectorVariables } from './collectorConfig.ts';
import { collectorPods } from './collectorPods.ts';
import { collectorPolicy } from './collectorPolicy.ts';
import { collectorSettings } from './collectorSettings.ts';
import { type CollectorSpec, type CollectorSystem, collectorSystem } from './collectorSystem.ts';
import { elasticsearchNames } from './elasticsearchNames.ts';

/**
 * The OpenTelemetry Collectors of a cluster, one on each node: they read the logs of all pods, remove tokens and personal
 * data, and write the rest to Elasticsearch. Where traces are on, they take those of apps on their node.
 */
export function collector(spec: CollectorSpec): App {
  const { writer, authority } = elasticsearchNames(spec.elasticsearch);
  const app: App = {
    name: collectorName,
    tier: nodeAgentsNamespace,
    stage: 'monitoring',
    source: spec.source,
    settings: collectorSettings(spec.source, spec),
    images: { [collectorName]: spec.image },
    uses: { elasticsearch: calls(spec.elasticsearch, 'https'), pods: kubernetesApi },
    ports: () => collectorPorts,
    declares: () => [writer, authority].map((entry) => declare(fetchedAccount, entry)),
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
  return monitored(app, { targets: () => [{ ...target, selector: matching(selectorOf(collectorName)) }] });
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

/** The account of those who write logs as variables, and the authority of Elasticsearch as a file. */
function secrets({ owner, labels, elasticsearch: { writer, authority } }: CollectorSystem): Resource[] {
  const files = { name: filesSecretName(owner.name), namespace: owner.namespace, labels };
  return [
    externalSecret(
      { ...owner, labels },
      {
        [collectorVariables.username]: secretValue('elasticsearch', writer, 'username'),
        [collectorVariables.password]: secretValue('elasticsearch', writer, 'password'),
      },
    ),
    externalSecret(files, { 'ca.crt': secretValue('elasticsearch', authority, 'ca.crt') }),
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
