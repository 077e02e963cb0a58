import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { parse } from 'yaml';
import type { Resource } from '../../../generators/model/resource.ts';
import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import type { Gateway } from '../../../generators/model/settings/cluster.ts';
import { gatewayName } from '../../../generators/upstream/gateways.ts';
import { once } from '../../kubernetes/once.ts';
import { fixed, type PodGroup, podGroup, type Replicas, rolling } from '../../kubernetes/podGroup.ts';
import { at, count, entriesAt, text, textAt } from '../../kubernetes/reading.ts';
import type { ObjectLabels } from '../../kubernetes/selector.ts';
import { share } from '../../kubernetes/share.ts';
import { kindOfGateway } from './kindOfGateway.ts';

/** What the objects beside a Gateway say of its pods. */
interface Described {
  readonly labels: ObjectLabels;
  readonly replicas: Replicas;
  readonly pod: Partial<IPodSpec>;
}

/** The pods that stand behind a Gateway, as far as objects tell: one group. */
export function podsOfGateway(built: Built, view: ClusterView): readonly PodGroup[] {
  const kind = kindOfGateway(view, built);
  if (!kind) return [];
  const { labels, replicas, pod } = described[kind](built, view);
  const { name } = built.resource.metadata;
  return [podGroup(built, { name, labels, replicas, pod, priorityClass: pod.priorityClassName })];
}

const described: Readonly<Record<Gateway, (built: Built, view: ClusterView) => Described>> = {
  /**
   * istiod makes a Deployment, with labels of `infrastructure`, and merges what a ConfigMap says into it and its scaler:
   * https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment
   */
  istio({ resource }, view) {
    const { name, namespace = '' } = resource.metadata;
    const map = view.find('ConfigMap', namespace, textAt(resource.spec, ['infrastructure', 'parametersRef', 'name']));
    const deployment = documentAt(map, 'deployment');
    const scaler = at(documentAt(map, 'horizontalPodAutoscaler'), ['spec']);
    const template = at(deployment, ['spec', 'template']);
    const replicas = count(at(deployment, ['spec', 'replicas']), 1);
    const pod = (at(template, ['spec']) ?? {}) as Partial<IPodSpec>;
    const surge = at(deployment, ['spec', 'strategy', 'rollingUpdate', 'maxSurge']);
    return {
      labels: {
        ...labelsAt(resource.spec, ['infrastructure', 'labels']),
        ...labelsAt(template, ['metadata', 'labels']),
        'gateway.networking.k8s.io/gateway-name': name,
      },
      replicas: rolling(bounds(scaler, replicas, surge), pod),
      pod,
    };
  },
  /** Kong's operator makes a Deployment as the class's GatewayConfiguration says: `spec.dataPlaneOptions.deployment`. */
  kong({ resource }, view) {
    const found = view.find('GatewayClass', '', textAt(resource.spec, ['gatewayClassName']));
    const own = at(resource.spec, ['infrastructure', 'parametersRef']);
    const reference = own ?? at(found?.resource.spec, ['parametersRef']);
    const namespace = textAt(reference, ['namespace']) || (resource.metadata.namespace ?? '');
    const configuration = view.find('GatewayConfiguration', namespace, textAt(reference, ['name']));
    const deployment = at(configuration?.resource.spec, ['dataPlaneOptions', 'deployment']);
    const template = at(deployment, ['podTemplateSpec']);
    const pod = (at(template, ['spec']) ?? {}) as Partial<IPodSpec>;
    const scaler = at(deployment, ['scaling', 'horizontal']);
    return {
      labels: labelsAt(template, ['metadata', 'labels']),
      replicas: rolling(bounds(scaler, count(at(deployment, ['replicas']), 1)), pod),
      pod,
    };
  },
  /** Traefik's chart runs its pods: no object here tells how many there are, or what they ask for, so none counts. */
  traefik: () => ({
    labels: { 'app.kubernetes.io/name': gatewayName },
    replicas: fixed(0),
    pod: {},
  }),
};

function labelsAt(value: unknown, path: readonly string[]): ObjectLabels {
  return (at(value, path) ?? {}) as ObjectLabels;
}

/** Where nothing says how many a roll-out adds, it is a quarter: Kubernetes' own default. */
function bounds(scaler: unknown, replicas: number, surge: unknown = '25%'): Omit<Replicas, 'ending'> {
  const max = count(at(scaler, ['maxReplicas']), replicas);
  const min = scaler === undefined ? replicas : count(at(scaler, ['minReplicas']), 1);
  return { min, max, surge: share(surge, '25%', max) };
}

/** A key of a ConfigMap that is YAML; `undefined` where it is none. */
function documentAt(map: Built | undefined, key: string): unknown {
  return map && documents(map.resource).get(key);
}

const documents = once(
  ({ data }: Resource) => new Map(entriesAt(data, []).map(([key, value]) => [key, read(text(value))])),
);

function read(document: string): unknown {
  try {
    return document === '' ? undefined : parse(document);
  } catch {
    return undefined;
  }
}
