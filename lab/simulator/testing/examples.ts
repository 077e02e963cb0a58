import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Resource } from '../../../generators/model/resource.ts';
import { isSampleFleet } from '../../../generators/read/sampleFleet.ts';
import { repository } from '../../../generators/repository.ts';
import { healthAnnotation } from '../health.ts';
import type { Live, Pod } from '../model.ts';

const base = join(repository, 'base');

/**
 * All objects in this repository's bases, of these kinds, and examples of kinds that only overlays hold. Which kinds the
 * bases have depends on the apps: {@link everyKind} says whether there is one of each.
 */
export function examples(...kinds: readonly string[]): readonly Live[] {
  const all = [...based, ...onlyInOverlays, ...kong, ...monitoring] as readonly Resource[];
  return all.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind)).map((object) => live(object));
}

const onlyInOverlays: readonly Resource[] = [
  {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name: 'users', namespace: 'data' },
    spec: {
      configuration: { destinationPath: 's3://example/users', s3Credentials: { inheritFromIAMRole: true } },
      instanceSidecarConfiguration: { resources: { requests: { cpu: '100m', memory: '512Mi' } } },
    },
  },
  {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name: 'users', namespace: 'data' },
    spec: { cluster: { name: 'users' }, schedule: '0 0 3 * * *', immediate: true, method: 'plugin' },
  },
  {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: 'general-a' },
    spec: {
      template: {
        spec: {
          nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'nodes' },
          requirements: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: ['a'] }],
        },
      },
    },
  },
  {
    apiVersion: 'karpenter.k8s.aws/v1',
    kind: 'EC2NodeClass',
    metadata: { name: 'nodes' },
    spec: {
      role: 'nodes',
      amiSelectorTerms: [{ alias: 'al2023@latest' }],
      subnetSelectorTerms: [{ tags: { cluster: 'example' } }],
      securityGroupSelectorTerms: [{ tags: { cluster: 'example' } }],
    },
  },
  {
    apiVersion: 'karpenter.azure.com/v1beta1',
    kind: 'AKSNodeClass',
    metadata: { name: 'nodes' },
    spec: { imageFamily: 'AzureLinux' },
  },
];

/** A gateway of Kong: bases have the Gateway of Istio. */
const kong: readonly Resource[] = [
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name: 'kong' },
    spec: {
      controllerName: 'konghq.com/gateway-operator',
      parametersRef: {
        group: 'gateway-operator.konghq.com',
        kind: 'GatewayConfiguration',
        name: 'other',
        namespace: 'gateways',
      },
    },
  },
  {
    apiVersion: 'gateway-operator.konghq.com/v2beta1',
    kind: 'GatewayConfiguration',
    metadata: { name: 'other', namespace: 'gateways' },
    spec: {
      dataPlaneOptions: {
        deployment: {
          scaling: { horizontal: { minReplicas: 2, maxReplicas: 4 } },
          podTemplateSpec: {
            metadata: { labels: { 'app.kubernetes.io/name': 'other' } },
            spec: {
              priorityClassName: 'example-critical',
              containers: [
                {
                  name: 'proxy',
                  image: 'docker.io/library/kong:3.9.3',
                  resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '4', memory: '2Gi' } },
                },
              ],
            },
          },
        },
        resources: { podDisruptionBudget: { spec: { maxUnavailable: 1 } } },
      },
    },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'other', namespace: 'gateways' },
    spec: {
      gatewayClassName: 'kong',
      listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } }],
    },
  },
];

/** Prometheus in shards, and two Alertmanagers. */
const monitoring: readonly Resource[] = [
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: 'sharded', namespace: 'data' },
    spec: {
      replicas: 2,
      shards: 2,
      priorityClassName: 'example-critical',
      resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } },
    },
  },
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Alertmanager',
    metadata: { name: 'alerts', namespace: 'data' },
    spec: { replicas: 2, resources: { requests: { cpu: '50m' } } },
  },
];

/** Whether the bases are those of the sample company, which has an app for every system that is simulated. */
export const everyKind = isSampleFleet(repository);

const based = globSync('**/*.yaml', { cwd: base })
  .filter((path) => !path.endsWith('kustomization.yaml'))
  .sort()
  .map((path) => parse(readFileSync(join(base, path), 'utf8')) as Resource);

let count = 0;

/** An object as an API server would store it. */
export function live<Spec, Status>(object: Resource, status?: Status): Live<Spec, Status> {
  count += 1;
  const server = { uid: `uid-${count}`, creationTimestamp: '2026-01-01T00:00:00Z', generation: 1 };
  return { ...object, metadata: { ...object.metadata, ...server }, ...(status !== undefined && { status }) } as Live<
    Spec,
    Status
  >;
}

/** The same object with the annotation for a health. */
export function demanding(object: Live, health: string): Live {
  const annotations = { ...object.metadata.annotations, [healthAnnotation]: health };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** A pod on a node, with a condition that says whether it is ready. */
export function pod(object: Resource, isReady: boolean, nodeName = 'node-a'): Pod {
  const conditions = [{ type: 'Ready', status: isReady ? 'True' : 'False' }];
  const running = live<Pod['spec'], Pod['status']>(object, { phase: 'Running', conditions });
  return { ...running, spec: { ...running.spec, nodeName } };
}
