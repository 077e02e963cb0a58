import type { Resource } from '../../generators/model/resource.ts';
import { at, type Listening, type Objects, type Pods } from './parts.ts';

/** The path of the pod template by kind. */
const templates: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The pods that Kubernetes' own controllers create from an app's objects. */
export function workloadPods(objects: Objects): Pods[] {
  return objects.flatMap((object) => {
    const path = templates[object.kind];
    if (!path) return [];
    const { name, namespace = '' } = object.metadata;
    const template = at<Template>(object, ...path);
    const containers = [...(template?.spec?.initContainers ?? []), ...(template?.spec?.containers ?? [])];
    const ports = containers.flatMap((container) =>
      (container.ports ?? []).map(
        ({ name: port = '', containerPort, protocol = 'TCP' }): Listening => ({
          name: port,
          number: containerPort,
          protocol,
        }),
      ),
    );
    return [{ name: `${namespace}/${name}`, namespace, labels: template?.metadata?.labels ?? {}, ports }];
  });
}

interface Template {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: { readonly initContainers?: readonly Container[]; readonly containers?: readonly Container[] };
}

interface Container {
  readonly ports?: readonly {
    readonly name?: string;
    readonly containerPort: number;
    readonly protocol?: 'TCP' | 'UDP';
  }[];
}

/** The pods behind a Service by name, with the port of each. */
export type Behind = readonly { readonly pods: string; readonly port: number }[];

/**
 * Resolves a Service as kube-proxy does: by its selector, to the container port of its own port.
 * @param port number or name of the Service's port
 */
export function behindService(service: Resource, port: number | string, pods: readonly Pods[]): Behind {
  const { namespace = '' } = service.metadata;
  const selector = Object.entries(at<Record<string, string>>(service, 'spec', 'selector') ?? {}).filter(
    // Pods of one StatefulSet differ only in this label.
    ([key]) => key !== 'apps.kubernetes.io/pod-index',
  );
  const ports = at<ServicePort[]>(service, 'spec', 'ports') ?? [];
  const called = ports.find((one) => one.port === port || one.name === port);
  const target = called?.targetPort ?? called?.port;
  return pods
    .filter((one) => one.namespace === namespace && selector.every(([key, value]) => one.labels[key] === value))
    .flatMap((one) => {
      const number = typeof target === 'number' ? target : one.ports.find(({ name }) => name === target)?.number;
      return number === undefined ? [] : [{ pods: one.name, port: number }];
    });
}

interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: number | string;
}
