import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { resource } from '../../../generators/model/resource.ts';
import {
  kibanaContainer,
  kibanaObjects,
  kibanaPods,
  kibanaPorts,
  kibanaSetup,
} from '../../../generators/upstream/elastic.ts';
import { timedConditions } from '../conditions.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import { type Live, readyOf, type Simulated, type World } from '../model.ts';
import { type Identity, makeService, restrictedSecurityContext } from '../parts.ts';

type KibanaObject = Live<{
  readonly version?: string;
  readonly image?: string;
  readonly count?: number;
  readonly elasticsearchRef?: { readonly name?: string };
  readonly podTemplate?: Partial<IPodTemplateSpec>;
}>;

const { seccompProfile: _, runAsNonRoot: __, ...securityContext } = restrictedSecurityContext;

/** Elastic's operator for a `Kibana`: `pkg/controller/kibana/{driver,pod}.go` of version 3.5. */
export const simulatedKibana: Simulated<KibanaObject> = {
  apiVersion: 'kibana.k8s.elastic.co/v1',
  kind: 'Kibana',
  manager: 'elastic-operator',
  makes(object) {
    const { deployment, service } = kibanaObjects(object.metadata.name);
    return [
      { resource: makeService(identity(object, service), kibanaPods(object.metadata.name), kibanaPorts) },
      { resource: deploymentOf(object, deployment) },
    ];
  },
  reports: status,
};

function identity({ metadata }: KibanaObject, name: string): Identity {
  return { name, namespace: metadata.namespace ?? '', labels: kibanaPods(metadata.name) };
}

function deploymentOf(object: KibanaObject, name: string) {
  const selector = { ...kibanaPods(object.metadata.name) };
  const { metadata, spec } = object.spec?.podTemplate ?? {};
  return resource<IDeployment>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...identity(object, name), labels: selector },
    spec: {
      replicas: object.spec?.count ?? 1,
      selector: { matchLabels: selector },
      template: { metadata: { labels: { ...metadata?.labels, ...selector } }, spec: podOf(object, spec) },
    },
  });
}

/** Without probes and what it mounts. */
function podOf({ spec }: KibanaObject, given: Partial<IPodSpec> = {}): IPodSpec {
  const own = given.containers?.find(({ name }) => name === kibanaContainer);
  const image = spec?.image ?? '';
  const size = { requests: { ...kibanaSetup }, limits: { ...kibanaSetup } };
  return {
    ...given,
    initContainers: [{ name: 'elastic-internal-init', image, resources: size, securityContext }],
    containers: [
      {
        ...own,
        name: kibanaContainer,
        image,
        ports: [{ name: 'https', containerPort: kibanaPorts.https }],
        securityContext,
      },
    ],
  };
}

/** It is green while its pods are ready, and those are not before it reaches Elasticsearch: `pkg/controller/common/deployment_status.go`. */
function status(object: KibanaObject, world: World): object {
  const { name, namespace = '', generation } = object.metadata;
  const count = object.spec?.count ?? 1;
  const pods = world.pods(namespace, kibanaPods(name));
  const health = healthOf(object, readyOf(pods) === count);
  const isDone = health === 'healthy';
  const isRefused = health === 'degraded';
  return {
    observedGeneration: generation,
    count,
    availableNodes: isDone ? count : readyOf(pods),
    version: object.spec?.version ?? '',
    health: isDone ? 'green' : 'red',
    elasticsearchAssociationStatus: isRefused ? 'Failed' : 'Established',
    conditions: timedConditions(
      object.status,
      world.now,
      isRefused ? [{ type: 'ReconciliationComplete', status: 'False', message: demandedTrouble }] : [],
    ),
  };
}
