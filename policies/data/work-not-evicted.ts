import type { Resource } from '../../generators/model/resource.ts';
import { type ClusterView, rule } from '../../generators/model/rule.ts';
import { podsSelected } from '../cluster/pods.ts';
import { configMap, deployment } from '../example/api.ts';
import { statefulSet } from '../example/files.ts';
import { withField } from '../example/withField.ts';
import { scaledObject } from '../example/worker.ts';
import { addressesIn } from '../kubernetes/addresses.ts';
import { configFilesOf } from '../kubernetes/configFiles.ts';
import { at, listAt, textAt } from '../kubernetes/reading.ts';
import { type PodService, podServices } from '../kubernetes/service.ts';
import { containersOf, type Workload } from '../kubernetes/workload.ts';
import { eviction, valkeyOptions } from '../systems/builtIn/valkey.ts';

const container = 'spec.template.spec.containers[api]';
const counting = (address: string) =>
  withField(scaledObject, 'spec.triggers[0]', {
    type: 'redis',
    metadata: { address, listName: 'queue:push', listLength: '200' },
    authenticationRef: { name: 'worker' },
  });
const inside = 'api.backend.svc.cluster.local:8080';
const server = (...options: readonly string[]): Resource =>
  withField(deployment, `${container}.args`, ['valkey-server', '--maxmemory', '100mb', ...options]);
const mounted = withField(
  withField(deployment, 'spec.template.spec.volumes[1]', { name: 'config', configMap: { name: 'api' } }),
  `${container}.volumeMounts[1]`,
  { name: 'config', mountPath: '/etc/config' },
);
const file = (text: string) => withField(configMap, 'data', { 'a.conf': text });
const evicts = 'port 8080\nmaxmemory 1000000\nmaxmemory-policy allkeys-lru\n';

const workNotEvicted = rule({
  code: 'work-not-evicted',
  severity: 'error',
  title: 'A list of work that an app scales on is in a store that forgets nothing when its memory is full.',
  why:
    'A cache whose memory is full evicts keys, and a list is one key: with it goes all work that waits, and nobody is ' +
    'told. https://valkey.io/topics/lru-cache/',
  fix: 'Keep the list in a Valkey whose maxmemory-policy is noeviction, such as one with the purpose broker: it refuses writes when it is full.',
  *check(view) {
    for (const object of view.ofKind('ScaledObject', 'keda.sh')) {
      for (const [index, trigger] of listAt(object.resource, ['spec', 'triggers']).entries()) {
        if (!/^redis(-|$)/.test(textAt(trigger, ['type']))) continue;
        const field = (['address', 'addresses', 'host', 'hosts'] as const).find((key) =>
          at(trigger, ['metadata', key]),
        );
        if (!field) continue;
        for (const { store, policy } of evictingAt(view, textAt(trigger, ['metadata', field]))) {
          const work = textAt(trigger, ['metadata', 'listName']) || textAt(trigger, ['metadata', 'stream']);
          const message = `${work} is in ${store.kind}/${store.name} of ${store.namespace}, which evicts keys when its memory is full: ${policy}.`;
          yield { object, field: `spec.triggers[${index}].metadata.${field}`, message };
        }
      }
    }
  },
  passes: [
    {
      title: 'a store that refuses writes',
      objects: [server('--maxmemory-policy', 'noeviction'), counting(inside)],
    },
    { title: 'the default, which refuses them', objects: [server(), counting(inside)] },
    {
      title: 'a store elsewhere',
      objects: [server('--maxmemory-policy', 'allkeys-lru'), counting('store.example.com:6379')],
    },
    {
      title: 'a store without a limit, which never evicts',
      objects: [
        withField(deployment, `${container}.args`, ['valkey-server', '--maxmemory-policy', 'allkeys-lru']),
        counting(inside),
      ],
    },
    { title: 'a cache that nobody counts a list in', objects: [server('--maxmemory-policy', 'allkeys-lru')] },
  ],
  fails: [
    { title: 'a cache', objects: [server('--maxmemory-policy', 'allkeys-lru'), counting(inside)] },
    {
      title: 'a cache that evicts what has a time to live',
      objects: [server('--maxmemory-policy', 'volatile-ttl'), counting(`redis://${inside}`)],
    },
    {
      title: 'a cache by a mounted file',
      objects: [withField(mounted, `${container}.args`, ['valkey-server']), file(evicts), counting(inside)],
    },
    {
      title: 'a cache behind a proxy',
      objects: [
        mounted,
        file('server first files-0.files.media.svc.cluster.local:8080 check\n'),
        withField(statefulSet, 'spec.template.spec.containers[files].args', [
          'valkey-server --maxmemory 100mb --maxmemory-policy allkeys-lfu',
        ]),
        counting(inside),
      ],
    },
  ],
});

interface Evicting {
  readonly store: Workload;
  readonly policy: string;
}

/**
 * The stores behind an address that evict: those that its Service selects, or where these are proxies, those that their
 * files name. Of a store elsewhere git knows nothing.
 */
function evictingAt(view: ClusterView, address: string): readonly Evicting[] {
  const [first, behind] = [workloadsAt(view, address), (one: Workload) => workloadsAt(view, filesOf(view, one))];
  const found = first.flatMap((one) => evictingOf(view, one));
  return found.length > 0 ? found : [...new Set(first.flatMap(behind))].flatMap((one) => evictingOf(view, one));
}

function evictingOf(view: ClusterView, store: Workload): Evicting[] {
  return containersOf(store).flatMap((one) => {
    const policy = eviction(valkeyOptions(view, store, one));
    return policy === undefined ? [] : [{ store, policy }];
  });
}

/** The workloads that the Services in a text send traffic to. */
function workloadsAt(view: ClusterView, text: string): readonly Workload[] {
  const namespaces = new Set(podServices(view).map(({ namespace }) => namespace));
  const named = addressesIn(text.replaceAll(/(^|,)(?!\w+:\/\/)/g, '$1tcp://'), namespaces);
  const services = named.flatMap(({ service, namespace }) =>
    podServices(view).filter((one) => one.namespace === namespace && one.built.resource.metadata.name === service),
  );
  return [...new Set(services.flatMap((one) => selectedBy(view, one)))];
}

function selectedBy(view: ClusterView, { namespace, selector }: PodService): readonly Workload[] {
  return podsSelected(view, namespace, { matchLabels: selector }).flatMap(({ workload }) => workload ?? []);
}

function filesOf(view: ClusterView, workload: Workload): string {
  return containersOf(workload)
    .flatMap((one) => configFilesOf(view, workload, one))
    .join('\n');
}

export default workNotEvicted;
