import type { KubernetesApi, Ref } from '../api/client.ts';
import { until } from '../until.ts';
import { hasCondition, type WithConditions } from './conditions.ts';

/** A program on this machine that serves an API group for the API server. */
export interface Aggregated {
  /** Such as `metrics.k8s.io/v1beta1`. */
  readonly apiVersion: string;
  /** Its Service: the program's certificate is for `<name>.<namespace>.svc`. */
  readonly service: { readonly name: string; readonly namespace: string };
  /** Its port on localhost. */
  readonly port: number;
  /** The authority of its certificate, in PEM. */
  readonly ca: string;
}

/**
 * Registers an APIService by which the API server forwards an API group to a program, and waits until it is available.
 * The program's Service has an external name: loopback addresses are not allowed in Endpoints.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/
 */
export async function aggregate(api: KubernetesApi, { apiVersion, service, port, ca }: Aggregated): Promise<void> {
  const [group = '', version = ''] = apiVersion.split('/');
  const manager = 'lab';
  await api.apply(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: service.namespace } },
    { manager, force: true },
  );
  const spec = { type: 'ExternalName', externalName: 'localhost', ports: [{ port }] };
  await api.apply({ apiVersion: 'v1', kind: 'Service', metadata: service, spec } as Ref, { manager });
  const registration = {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: `${version}.${group}` },
    spec: {
      group,
      version,
      groupPriorityMinimum: 100,
      versionPriority: 100,
      service: { ...service, port },
      caBundle: Buffer.from(ca).toString('base64'),
    },
  };
  await api.apply(registration, { manager });
  await until(`${apiVersion} is served`, 120, async () => {
    const found = await api.get<Ref & WithConditions>(registration);
    return hasCondition(found, 'Available') || JSON.stringify(found?.status);
  });
}
