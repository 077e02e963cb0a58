import type { Resource } from '../../generators/model/resource.ts';
import type { Built } from '../../generators/model/rule.ts';
import type { Cluster } from '../../generators/model/settings/index.ts';
import { viewOf } from '../../generators/model/view.ts';
import { matches } from '../../policies/kubernetes/selector.ts';
import { containersOf, workloadsOf } from '../../policies/kubernetes/workload.ts';

interface Called {
  readonly name: string;
  readonly namespace: string;
  readonly port?: number;
}

/**
 * Ports of pods that API servers call, each with the chart that has the Service, such as `keda 9443`: those of webhooks,
 * those that convert one version of an object to another, and those of APIs that an extension serves. A Service that is
 * called and not there is a row of its own.
 */
export function portsCalled(objects: readonly Built[], cluster: Cluster): readonly string[] {
  const view = viewOf('test', cluster, objects);
  const called = objects.flatMap(({ resource }) => servicesOf(resource));
  const rows = called.flatMap(({ name, namespace, port: number = 443 }) => {
    const service = view
      .ofKind('Service')
      .find(({ resource: { metadata } }) => metadata.name === name && metadata.namespace === namespace);
    if (!service) return [`nobody has ${namespace}/${name}`];
    const { ports = [], selector } = (service.resource.spec ?? {}) as ServiceSpec;
    const { port, targetPort = port } = ports.find((one) => one.port === number) ?? {};
    if (typeof targetPort === 'number') return [`${service.app} ${targetPort}`];
    return workloadsOf(view)
      .filter((one) => one.namespace === namespace && matches({ matchLabels: selector ?? {} }, one.labels))
      .flatMap((workload) => containersOf(workload).flatMap(({ container }) => container.ports ?? []))
      .flatMap((one) => (one.name === targetPort ? [`${service.app} ${one.containerPort}`] : []));
  });
  return [...new Set(rows)];
}

interface ServiceSpec {
  readonly ports?: readonly { readonly port: number; readonly targetPort?: number | string }[];
  readonly selector?: Readonly<Record<string, string>>;
}

interface Conversion {
  readonly webhook?: { readonly clientConfig?: { readonly service?: Called } };
}

function servicesOf(object: Resource): readonly Called[] {
  const { kind, spec } = object;
  if (kind === 'APIService') return definite([(spec as { service?: Called }).service]);
  if (kind === 'CustomResourceDefinition') {
    return definite([(spec as { conversion?: Conversion }).conversion?.webhook?.clientConfig?.service]);
  }
  if (!kind.endsWith('WebhookConfiguration')) return [];
  const { webhooks = [] } = object as { webhooks?: readonly { clientConfig: { service?: Called } }[] };
  return definite(webhooks.map(({ clientConfig }) => clientConfig.service));
}

const definite = <T>(all: readonly (T | undefined)[]): T[] => all.filter((one) => one !== undefined);
