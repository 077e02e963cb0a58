import { byDigest } from '../../generators/blocks/operators/byDigest.ts';
import { electsByDefault } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import {
  oneAtATime,
  preferZones,
  replicas,
  resources,
  restrictedContainer,
} from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import { eckVersion, eckNamespace as namespace, eckOperatorName as pods } from '../../generators/upstream/elastic.ts';
import { operatorPriority } from './priority.ts';

const name = 'eck-operator';
const metricsPort = 8080;

/** The digest is stated by https://hub.docker.com/r/elastic/eck-operator/tags and, for the same tag, by public users of the chart. */
const image = `${eckVersion}@sha256:b6f261372d9d9af7b00aab03efea25263314d16063c4d440ac322e52c2fdf314`;

/**
 * Elastic Cloud on Kubernetes: Elasticsearch and Kibana. Without it they run on as they are. It may act in the namespaces
 * of its objects alone, by roles there: so it reads no nodes, no storage classes, and has no webhooks. What its webhooks
 * would refuse it refuses itself, in the status of the object. The chart's rights need no more than that:
 * https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/required-rbac-permissions. Values:
 * `deploy/eck-operator/values.yaml` of https://github.com/elastic/cloud-on-k8s
 */
export const eckOperator = operator({
  name,
  source: here(import.meta),
  namespace,
  // Those of all definitions in its chart; objects here are of two of them.
  groups: [
    'agent.k8s.elastic.co',
    'apm.k8s.elastic.co',
    'autoops.k8s.elastic.co',
    'autoscaling.k8s.elastic.co',
    'beat.k8s.elastic.co',
    'elasticsearch.k8s.elastic.co',
    'enterprisesearch.k8s.elastic.co',
    'kibana.k8s.elastic.co',
    'logstash.k8s.elastic.co',
    'maps.k8s.elastic.co',
    'packageregistry.k8s.elastic.co',
    'stackconfigpolicy.k8s.elastic.co',
  ],
  crds: 'unprunable',
  leaders: {
    [pods]: electsByDefault(`https://github.com/elastic/cloud-on-k8s/blob/v${eckVersion}/cmd/manager/main.go`),
  },
  declares: () => [operatorMetrics({ name, namespace }, { 'app.kubernetes.io/name': pods }, { port: metricsPort })],
  values: (inputs) => ({
    image: byDigest(inputs, eckVersion, image),
    managedNamespaces: inputs.namespaces,
    createClusterScopedResources: false,
    replicaCount: replicas(inputs),
    affinity: preferZones(pods),
    priorityClassName: operatorPriority(inputs),
    podSecurityContext: { runAsNonRoot: true, seccompProfile: restrictedContainer.seccompProfile },
    resources: resources('100m', '512Mi'),
    podDisruptionBudget: { enabled: true, minAvailable: null, ...oneAtATime },
    webhook: { enabled: false },
    telemetry: { disabled: true },
    config: {
      metrics: { port: String(metricsPort) },
      validateStorageClass: false,
      // As on any Kubernetes but OpenShift: it need not find out.
      setDefaultSecurityContext: 'true',
    },
  }),
});
