import type { KubernetesApi } from '../../../lab/api/client.ts';
import type { Live } from '../../../lab/simulator/model.ts';

type Event = Live & {
  readonly involvedObject: { readonly kind: string; readonly name: string };
  readonly message?: string;
};

/**
 * Pods that could not be created: a quota was exhausted, or their namespace's Pod Security level does not admit them.
 * Controllers report that only in events.
 */
export async function refusedPods(api: KubernetesApi): Promise<readonly string[]> {
  const events = await api.list<Event>('v1', 'Event', { fieldSelector: 'reason=FailedCreate' });
  return events.map(({ involvedObject: { kind, name }, message }) => `${kind}/${name}: ${message}`);
}
