import type { Resource } from '../../generators/model/resource.ts';
import type { Cluster } from '../../generators/model/settings/index.ts';
import { viewOf } from '../../generators/model/view.ts';
import { matches } from '../../policies/kubernetes/selector.ts';
import { containersOf, workloadsOf } from '../../policies/kubernetes/workload.ts';

interface Called {
  readonly name: string;
  readonly port?: number;
}

/** Ports of pods that API servers call, sorted: those of webhooks, and of APIs that an extension serves. */
export function portsCalled(objects: readonly Resource[], cluster: Cluster): readonly number[] {
  const view = viewOf(
    'test',
    cluster,
    objects.map((resource) => ({ resource, app: '' })),
  );
  const ports = objects.flatMap(servicesOf).flatMap(({ name, port: number = 443 }) => {
    const service = view.ofKind('Service').find(({ resource }) => resource.metadata.name === name);
    const { ports = [], selector } = (service?.resource.spec ?? {}) as ServiceSpec;
    const { port, targetPort = port } = ports.find((one) => one.port === number) ?? {};
    if (typeof targetPort === 'number') return [targetPort];
    return workloadsOf(view)
      .filter(({ labels }) => matches({ matchLabels: selector ?? {} }, labels))
      .flatMap((workload) => containersOf(workload).flatMap(({ container }) => container.ports ?? []))
      .flatMap((one) => (one.name === targetPort ? [one.containerPort] : []));
  });
  return [...new Set(ports)].sort((a, b) => a - b);
}

interface ServiceSpec {
  readonly ports?: readonly { readonly port: number; readonly targetPort?: number | string }[];
  readonly selector?: Readonly<Record<string, string>>;
}

function servicesOf(object: Resource): readonly Called[] {
  const { kind, spec } = object;
  if (kind === 'APIService') return definite([(spec as { service?: Called }).service]);
  if (!kind.endsWith('WebhookConfiguration')) return [];
  const { webhooks = [] } = object as { webhooks?: readonly { clientConfig: { service?: Called } }[] };
  return definite(webhooks.map(({ clientConfig }) => clientConfig.service));
}

const definite = <T>(all: readonly (T | undefined)[]): T[] => all.filter((one) => one !== undefined);
