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
export async function refusedPods(api: Pick<KubernetesApi, 'list'>): Promise<readonly string[]> {
  const events = await api.list<Event>('v1', 'Event', { fieldSelector: 'reason=FailedCreate' });
  return events
    .filter(({ message }) => !quotaWasWritten.test(message ?? ''))
    .map(({ involvedObject: { kind, name }, message }) => `${kind}/${name}: ${message}`);
}

/**
 * A request to create a pod that lost a race: somebody else wrote the quota's status between reading and counting,
 * several times. No pod is refused by it: the controller asks again.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/67761
 */
const quotaWasWritten = /Operation cannot be fulfilled on resourcequotas "[^"]*": the object has been modified/;
