import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { parse } from 'yaml';
import type { Live, Made, World } from '../model.ts';
import { makeService, makeServiceAccount } from '../parts.ts';
import type { LiveGateway } from './liveGateway.ts';
import { makeScaled } from './scaled.ts';

/** What a ConfigMap may add to the objects of a Gateway: each key is a strategic merge patch. */
interface Patches {
  readonly deployment?: { readonly spec?: Partial<NonNullable<IDeployment['spec']>> };
  readonly horizontalPodAutoscaler?: { readonly spec?: NonNullable<IHorizontalPodAutoscaler['spec']> };
  readonly podDisruptionBudget?: { readonly spec?: Omit<NonNullable<IPodDisruptionBudget['spec']>, 'selector'> };
}

/**
 * istiod for a Gateway: `manifests/charts/istio-control/istio-discovery/files/kube-gateway.yaml` of version 1.30, patched
 * by `pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go`. Of the template it has what others see.
 */
export function istioObjects(gateway: LiveGateway, world: World): readonly Made[] {
  const { metadata, spec } = gateway;
  const { namespace = '' } = metadata;
  const patches = patchesOf(gateway, world);
  const { template, ...deployment } = patches.deployment?.spec ?? {};
  const selector = { 'gateway.networking.k8s.io/gateway-name': metadata.name };
  const labels = {
    ...spec?.infrastructure?.labels,
    ...selector,
    'gateway.networking.k8s.io/gateway-class-name': spec?.gatewayClassName ?? '',
  };
  const id = { name: `${metadata.name}-${spec?.gatewayClassName}`, namespace, labels };
  const given = template?.spec;
  const resources = [
    makeServiceAccount(id),
    ...makeScaled({
      ...id,
      ...deployment,
      selector,
      podLabels: {
        ...labels,
        ...template?.metadata?.labels,
        'sidecar.istio.io/inject': 'false',
        'gateway.istio.io/managed': 'istio.io-gateway-controller',
      },
      pod: {
        ...given,
        serviceAccountName: id.name,
        securityContext: {
          sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
          ...given?.securityContext,
        },
        containers: [{ ...proxy, ...given?.containers.find(({ name }) => name === proxy.name) }],
      },
      scaler: patches.horizontalPodAutoscaler?.spec,
      budget: patches.podDisruptionBudget?.spec as { maxUnavailable?: number } | undefined,
    }),
    makeService(id, selector, { http: 80, https: 443 }),
  ];
  return resources.map((resource) => ({ resource }));
}

const proxy: IContainer = {
  name: 'istio-proxy',
  image: 'docker.io/istio/proxyv2:1.30.3-distroless',
  securityContext: {
    capabilities: { drop: ['ALL'] },
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsUser: 1337,
    runAsGroup: 1337,
    runAsNonRoot: true,
  },
};

function patchesOf({ metadata, spec }: LiveGateway, world: World): Patches {
  const name = spec?.infrastructure?.parametersRef?.name ?? '';
  const map = world.find('ConfigMap', metadata.namespace ?? '', name) as Live & { data?: Record<string, string> };
  return Object.fromEntries(Object.entries(map?.data ?? {}).map(([key, text]) => [key, parse(text)])) as Patches;
}
