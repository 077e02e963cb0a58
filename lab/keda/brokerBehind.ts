import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import type { ITriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication';
import type { Resource } from '../../generators/model/resource.ts';
import type { KubernetesApi, Ref } from '../api/client.ts';
import { type Broker, startBroker } from './broker.ts';
import { credentials, fill, type SecretSource } from './secrets.ts';

/**
 * Starts a stand-in for the broker that an app scales on, with the broker's Service as its operator would create it. In
 * the app's existing Secret, the Service's IP address replaces its name: there is no DNS here, and the stand-in listens
 * on that address.
 * @param objects of the app: its `ScaledObject`, the `TriggerAuthentication` and the `ExternalSecret`
 */
export async function brokerBehind(api: KubernetesApi, objects: readonly Resource[]): Promise<Broker> {
  const find = <T>(kind: string) => objects.find((object) => object.kind === kind) as unknown as T | undefined;
  const { key = '', name: secret = '' } =
    find<ITriggerAuthentication>('TriggerAuthentication')?.spec?.secretTargetRef?.[0] ?? {};
  const external = find<SecretSource>('ExternalSecret');
  const url = new URL(fill(external?.spec.target.template?.data?.[key] ?? ''));
  const [name = '', namespace = ''] = url.hostname.split('.');
  const port = Number(url.port);

  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { ports: [{ port }] } };
  const made = await api.create<Ref & { readonly spec: object }>(service);
  const { clusterIP: host = '' } = made.spec as { readonly clusterIP?: string };
  const triggers = find<IScaledObject>('ScaledObject')?.spec?.triggers ?? [];
  const queues = triggers.flatMap(({ metadata }) => metadata.queueName ?? []);
  const broker = await startBroker({ ...credentials, host, port, queues });

  url.hostname = host;
  const metadata = { name: secret, namespace: external?.metadata.namespace };
  await api.patch({ apiVersion: 'v1', kind: 'Secret', metadata }, { stringData: { [key]: url.href } });
  return broker;
}
