import { contains, network } from '../../generators/model/cidr.ts';
import { type ClusterView, rule } from '../../generators/model/rule.ts';
import { podsSelected } from '../cluster/pods.ts';
import { networkPolicy } from '../example/api.ts';
import { gatewayPolicy, withIstio } from '../example/gateways.ts';
import { withField } from '../example/withField.ts';
import { type Policy, policiesOf, type TrafficRule } from '../kubernetes/network.ts';
import { texts } from '../kubernetes/reading.ts';
import { selectsAll } from '../kubernetes/selector.ts';

const internet = 'spec.egress[3].to[0].ipBlock';

const world = [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }];

const networkNarrow = rule({
  code: 'network-narrow',
  severity: 'error',
  title: 'No rule of a NetworkPolicy opens everything: it names its peers and ports, and the internet is not inside.',
  why:
    'A rule without peers, or with 0.0.0.0/0, opens the cloud’s metadata service and every private network as well: ' +
    'the stolen credentials of one pod become those of its node. ' +
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  fix: 'Name peers and ports; where it must be the internet, list the private networks under except.',
  *check(view) {
    for (const policy of policiesOf(view)) {
      const { built, rules } = policy;
      // A gateway is there for everybody, from wherever they call.
      const fromAnywhere = isOfGateway(view, policy);
      for (const one of rules.Ingress ?? []) {
        for (const message of faults(one, fromAnywhere)) yield { object: built, field: one.field, message };
      }
      for (const one of rules.Egress ?? []) {
        for (const message of faults(one, false)) yield { object: built, field: one.field, message };
      }
    }
  },
  passes: [
    { title: 'the internet without private networks, and a private network by name', objects: [networkPolicy] },
    {
      title: 'a gateway that everybody may call',
      among: withIstio,
      objects: [withField(gatewayPolicy, 'spec.ingress[0]', { from: world, ports: [{ protocol: 'TCP', port: 443 }] })],
    },
    {
      title: 'one private network, whole',
      objects: [withField(networkPolicy, internet, { cidr: '10.0.0.0/8' })],
    },
    {
      title: 'public addresses',
      objects: [withField(networkPolicy, internet, { cidr: '17.0.0.0/8' })],
    },
  ],
  fails: [
    {
      title: 'a gateway that may call everybody',
      among: withIstio,
      objects: [withField(gatewayPolicy, 'spec.egress[2]', { to: world, ports: [{ protocol: 'TCP', port: 443 }] })],
    },
    {
      title: 'a gateway that everybody may call on every port',
      among: withIstio,
      objects: [withField(gatewayPolicy, 'spec.ingress[0]', { from: world })],
    },
    { title: 'no peers', objects: [withField(networkPolicy, 'spec.egress[3].to', undefined)] },
    { title: 'no ports', objects: [withField(networkPolicy, 'spec.egress[3].ports', undefined)] },
    {
      title: 'a protocol without a port',
      objects: [withField(networkPolicy, 'spec.egress[3].ports', [{ protocol: 'TCP' }])],
    },
    { title: 'all namespaces', objects: [withField(networkPolicy, 'spec.egress[3].to', [{ namespaceSelector: {} }])] },
    { title: 'the whole of IPv4', objects: [withField(networkPolicy, `${internet}.except`, undefined)] },
    { title: 'half of IPv4', objects: [withField(networkPolicy, internet, { cidr: '128.0.0.0/1' })] },
    {
      title: 'an exception that is too small',
      objects: [withField(networkPolicy, `${internet}.except[2]`, '127.0.0.0/16')],
    },
    { title: 'the whole of IPv6', objects: [withField(networkPolicy, internet, { cidr: '::/0' })] },
  ],
});

/** Whether a policy is for the pods of a gateway alone. */
function isOfGateway(view: ClusterView, { namespace, selector }: Policy): boolean {
  const pods = podsSelected(view, namespace, selector);
  return pods.length > 0 && pods.every(({ built }) => built.resource.kind === 'Gateway');
}

/** Not the internet: RFC 1918, 6598, 1122, 3927; IPv6: RFC 4193, 4291. */
const insides = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
  'fe80::/10',
]
  .map(network)
  .filter((one) => one !== undefined);

function* faults({ peers, ports }: TrafficRule, mayBeWide: boolean): Iterable<string> {
  if (peers.length === 0) yield 'It names no peers, which means everyone.';
  if (ports.length === 0 || ports.some(({ port }) => port === undefined)) {
    yield 'It names no port, which means every port.';
  }
  for (const { ipBlock, namespaceSelector, podSelector } of peers) {
    if (namespaceSelector && selectsAll(namespaceSelector) && selectsAll(podSelector)) {
      yield 'It opens every namespace.';
    }
    if (mayBeWide) continue;
    const wide = network(ipBlock?.cidr);
    const open = insides.filter(
      (inside) =>
        wide &&
        wide.prefix < inside.prefix &&
        contains(wide, inside) &&
        !texts(ipBlock?.except).some((one) => contains(network(one), inside)),
    );
    if (open.length > 0)
      yield `${ipBlock?.cidr} opens the private networks ${open.map(({ address, prefix }) => `${address}/${prefix}`).join(', ')} too.`;
  }
}

export default networkNarrow;
