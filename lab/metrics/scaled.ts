import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { Failure } from '../../generators/model/finding.ts';
import { quantity } from '../../generators/model/quantity.ts';
import type { Resource } from '../../generators/model/resource.ts';
import type { Ref } from '../api/client.ts';
import type { Behavior } from './rates.ts';

/** An app with an autoscaler, as declared. */
export interface Scaled {
  readonly app: string;
  readonly namespace: string;
  readonly objects: readonly Resource[];
  readonly deployment: Ref;
  /** The declared object: a `HorizontalPodAutoscaler` or a `ScaledObject`. */
  readonly scaler: Resource;
  /** The autoscaler that Kubernetes runs: the same, or the one that KEDA creates from it. */
  readonly autoscaler: Ref;
  readonly min: number;
  readonly max: number;
  readonly behavior: Behavior;
  /** The CPU request of one pod. */
  readonly cpus: number;
}

type Autoscaling = Required<IHorizontalPodAutoscaler>['spec'];
type ScaledSpec = Required<IScaledObject>['spec'];

/** Reads the autoscaler of an app from its objects. */
export function scaledFrom(app: string, objects: readonly Resource[]): Scaled {
  const deployment = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === app);
  const scaler = objects.find(({ kind }) => kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject');
  if (!deployment || !scaler) throw new Failure(`${app} does not scale`, 'See the objects that are built for it.');
  const isKeda = scaler.kind === 'ScaledObject';
  const { namespace = '', name } = scaler.metadata;
  const named = isKeda ? (scaler.spec as ScaledSpec).advanced?.horizontalPodAutoscalerConfig?.name : name;
  const metadata = { namespace, name: named ?? `keda-hpa-${name}` };
  return {
    app,
    namespace,
    objects,
    deployment,
    scaler,
    autoscaler: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata },
    ...(isKeda ? boundsOf(scaler.spec as ScaledSpec) : rangeOf(scaler.spec as Autoscaling)),
    cpus: cpusOf(deployment.spec as Required<IDeployment>['spec']),
  };
}

const rangeOf = ({ minReplicas = 1, maxReplicas, behavior = {} }: Autoscaling) => ({
  min: minReplicas,
  max: maxReplicas,
  behavior,
});

const boundsOf = ({ minReplicaCount = 0, maxReplicaCount = 100, advanced }: ScaledSpec) => ({
  min: minReplicaCount,
  max: maxReplicaCount,
  behavior: (advanced?.horizontalPodAutoscalerConfig?.behavior ?? {}) as Behavior,
});

function cpusOf({ template }: Required<IDeployment>['spec']): number {
  const requests = (template.spec?.containers ?? []).map(({ resources }) => quantity(resources?.requests?.cpu));
  return requests.reduce<number>((sum, cpu) => sum + (cpu ?? Number.NaN), 0);
}

/** The declared scaler with another stabilization window for scaling down, in seconds. */
export function withWindow({ scaler }: Scaled, seconds: number): Resource {
  return JSON.parse(JSON.stringify(scaler), (key, value) =>
    key === 'scaleDown' ? { ...value, stabilizationWindowSeconds: seconds } : value,
  ) as Resource;
}
