import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { Live, Made, Simulated, World } from '../model.ts';
import { type BudgetSpec, makeService } from '../parts.ts';
import { classOf } from './controllerOf.ts';
import type { LiveGateway } from './liveGateway.ts';
import { makeScaled } from './scaled.ts';

/** The fields of a GatewayConfiguration that tell of pods. */
type Configuration = Live<{
  readonly dataPlaneOptions?: {
    readonly deployment?: {
      readonly replicas?: number;
      readonly scaling?: {
        readonly horizontal?: Omit<NonNullable<IHorizontalPodAutoscaler['spec']>, 'scaleTargetRef'>;
      };
      readonly podTemplateSpec?: IPodTemplateSpec;
    };
    readonly resources?: { readonly podDisruptionBudget?: { readonly spec?: BudgetSpec } };
  };
}>;

/** A GatewayConfiguration is read with the Gateway, and has no status here. */
export const simulatedGatewayConfiguration: Simulated<Configuration> = {
  apiVersion: 'gateway-operator.konghq.com/v2beta1',
  kind: 'GatewayConfiguration',
  manager: 'kong-operator',
};

/**
 * Kong's operator for a Gateway: `pkg/utils/kubernetes/resources/deployments.go` of https://github.com/Kong/kong-operator.
 * The DataPlane and the ControlPlane that it makes for itself are left out: their objects are created directly.
 */
export function kongObjects({ metadata, spec }: LiveGateway, world: World): readonly Made[] {
  const { name, namespace = '' } = metadata;
  const reference = classOf(spec?.gatewayClassName ?? '', world)?.spec?.parametersRef;
  const found = world.find('GatewayConfiguration', reference?.namespace ?? '', reference?.name ?? '');
  const { deployment, resources } = (found as Configuration | undefined)?.spec?.dataPlaneOptions ?? {};
  const { metadata: template, spec: pod } = deployment?.podTemplateSpec ?? {};
  if (!pod) return [];
  const labels = { app: name, 'gateway-operator.konghq.com/managed-by': 'dataplane' };
  const id = { name: `dataplane-${name}`, namespace, labels };
  return [
    ...makeScaled({
      ...id,
      selector: { app: name },
      podLabels: { ...labels, ...template?.labels },
      pod,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      replicas: deployment?.replicas,
      scaler: deployment?.scaling?.horizontal,
      budget: resources?.podDisruptionBudget?.spec,
    }),
    makeService({ ...id, name }, { app: name }, { http: 80, https: 443 }),
  ].map((resource) => ({ resource }));
}
