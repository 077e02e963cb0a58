import { contains, network } from '../../generators/model/cidr.ts';
import { type ClusterView, rule } from '../../generators/model/rule.ts';
import { nodeDnsAddresses } from '../../generators/upstream/nodeDns.ts';
import { allPods } from '../cluster/pods.ts';
import { networkPolicy } from '../example/api.ts';
import { databaseNetworkPolicy } from '../example/database.ts';
import { filesNetworkPolicy } from '../example/files.ts';
import { withField } from '../example/withField.ts';
import { workerNetworkPolicy } from '../example/worker.ts';
import { means, opens, type Policy, policiesOn, type TrafficRule } from '../kubernetes/network.ts';
import { fixed, type PodGroup } from '../kubernetes/podGroup.ts';
import { texts } from '../kubernetes/reading.ts';

const cache = { ipBlock: { cidr: '169.254.20.10/32' } };

const range = ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 50, endPort: 60 }));

const dnsReachable = rule({
  code: 'dns-reachable',
  severity: 'error',
  title: 'Every pod that may call anybody may ask for names, by UDP and by TCP, where its cluster answers.',
  why:
    'Without name resolution nothing that a pod calls by name is found, the database first of all; answers that do not fit ' +
    'into a datagram come by TCP. https://kubernetes.io/docs/concepts/services-networking/network-policies/#network-traffic-filtering',
  fix: 'Open port 53, UDP and TCP, to the pods with k8s-app: kube-dns in kube-system, and to what answers on the node.',
  *check(view) {
    for (const pods of allPods(view)) {
      const policies = policiesOn(view, pods, 'Egress');
      const own = policies.find(({ rules }) => rules.Egress?.length);
      if (!own) continue;
      const closed = resolversOf(view)
        .flatMap((resolver) => ['UDP', 'TCP'].map((protocol) => ({ resolver, protocol })))
        .filter(({ resolver, protocol }) => !isOpen(view, policies, resolver, protocol))
        .map(({ resolver, protocol }) => `${protocol} port 53 of ${resolver.name}`);
      if (closed.length === 0) continue;
      const message = `Pods of ${pods.name} may not reach ${closed.join(' and ')}.`;
      yield { object: own.built, field: 'spec.egress', message };
    }
  },
  passes: [
    { title: 'pods that call nobody', objects: [withField(databaseNetworkPolicy, 'spec.egress', undefined)] },
    {
      title: 'a cache on the node that is opened too',
      objects: [networkPolicy, databaseNetworkPolicy, workerNetworkPolicy, filesNetworkPolicy].map((one) =>
        withField(one, 'spec.egress[0].to[1]', cache),
      ),
      cluster: { provided: ['node-local-dns'] },
    },
    {
      title: 'a range of ports that holds it',
      objects: [networkPolicy, databaseNetworkPolicy, workerNetworkPolicy, filesNetworkPolicy].map((one) =>
        withField(withField(one, 'spec.egress[0].to[1]', cache), 'spec.egress[0].ports', range),
      ),
      cluster: { provided: ['node-local-dns'] },
    },
  ],
  fails: [
    { title: 'no way to DNS', objects: [withField(networkPolicy, 'spec.egress[0]', undefined)] },
    {
      title: 'datagrams alone',
      objects: [withField(networkPolicy, 'spec.egress[0].ports', [{ protocol: 'UDP', port: 53 }])],
    },
    {
      title: 'another port',
      objects: [withField(networkPolicy, 'spec.egress[0].ports[0].port', 5353)],
    },
    {
      title: 'other pods',
      objects: [withField(networkPolicy, 'spec.egress[0].to[0].podSelector.matchLabels', { 'k8s-app': 'coredns' })],
    },
    {
      title: 'another namespace',
      objects: [withField(networkPolicy, 'spec.egress[0].to[0].namespaceSelector.matchLabels', { dns: 'true' })],
    },
    { title: 'a cluster whose pods ask a cache on the node', objects: [], cluster: { provided: ['node-local-dns'] } },
    {
      title: 'the address of another cloud’s cache',
      objects: [networkPolicy, databaseNetworkPolicy, workerNetworkPolicy, filesNetworkPolicy].map((one) =>
        withField(one, 'spec.egress[0].to[1]', { ipBlock: { cidr: '169.254.10.10/32' } }),
      ),
      cluster: { provided: ['node-local-dns'] },
    },
  ],
});

/** What answers: pods, or an address of the node. */
interface Resolver {
  readonly name: string;
  readonly pods: PodGroup;
  readonly address?: string;
}

/**
 * Pods ask the cluster's DNS pods, and a cache on the node where there is one; where the cloud answers, they ask it alone:
 * which addresses these are is a fact of the cloud.
 */
function resolversOf({ cluster: { cloud, provided }, all: [some] }: ClusterView): readonly Resolver[] {
  if (!some) return [];
  const pods: PodGroup = {
    built: some,
    namespace: 'kube-system',
    name: 'kube-dns',
    labels: { 'k8s-app': 'kube-dns' },
    replicas: fixed(1),
    requests: {},
    limits: {},
    priorityClass: undefined,
    ports: [],
    placed: {},
  };
  const addresses = nodeDnsAddresses(cloud, provided).map((address) => ({ name: address, pods, address }));
  return provided.includes('cloud-dns') ? addresses : [{ name: 'kube-dns', pods }, ...addresses];
}

function isOpen(view: ClusterView, policies: readonly Policy[], resolver: Resolver, protocol: string): boolean {
  return policies.some(({ namespace, rules }) =>
    (rules.Egress ?? []).some((one) => leadsTo(view, namespace, one, resolver, protocol)),
  );
}

function leadsTo(view: ClusterView, namespace: string, one: TrafficRule, to: Resolver, protocol: string): boolean {
  const { pods, address } = to;
  if (!opens(one, { protocol, number: 53 }, pods)) return false;
  if (one.peers.length === 0) return true;
  if (address === undefined) return one.peers.some((peer) => means(view, namespace, peer, pods));
  const inner = network(`${address}/32`);
  return one.peers.some(
    ({ ipBlock }) =>
      contains(network(ipBlock?.cidr), inner) &&
      !texts(ipBlock?.except).some((except) => contains(network(except), inner)),
  );
}

export default dnsReachable;
