import { type ClusterView, rule } from '../../generators/model/rule.ts';
import { allPods, podsSelected } from '../cluster/pods.ts';
import { serviceAt } from '../cluster/services.ts';
import { configMap, externalSecret, networkPolicy } from '../example/api.ts';
import { throughPooler } from '../example/users.ts';
import { withField } from '../example/withField.ts';
import { type Address, addressesIn } from '../kubernetes/addresses.ts';
import { means, namespaceLabels, opens, type Policy, policiesOn, type TrafficRule } from '../kubernetes/network.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { at, listAt, texts } from '../kubernetes/reading.ts';
import { matches } from '../kubernetes/selector.ts';
import { podServices } from '../kubernetes/service.ts';
import { containersOf, type Workload } from '../kubernetes/workload.ts';
import { variablesOf } from '../systems/builtIn/environment.ts';

const url = (value: string) => withField(configMap, 'data.FILES_URL', value);

const callsOpen = rule({
  code: 'calls-open',
  severity: 'error',
  title:
    'A pod may reach what its variables and arguments tell it to call: Services, and databases and brokers outside.',
  why:
    'A call that no NetworkPolicy opens is dropped, not refused: the pod waits for its time-out and reports a database ' +
    'that is down. https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-egress-traffic',
  fix: 'Declare the edge to the app or contract that is called: it gives the address and opens the way.',
  *check(view) {
    const namespaces = new Set(view.ofKind('Namespace', '').map(({ resource }) => resource.metadata.name));
    for (const pods of allPods(view)) {
      const { workload } = pods;
      const policies = policiesOn(view, pods, 'Egress');
      if (!workload || policies.length === 0) continue;
      for (const [what, value] of told(view, workload)) {
        for (const address of addressesIn(value, namespaces)) {
          if (isOpen(view, policies, address) || !isThere(view, address)) continue;
          const message = `${what} names ${address.written}, and no NetworkPolicy lets pods of ${pods.name} call it.`;
          yield { object: workload.built, field: workload.path, message };
        }
        for (const { host, port } of outside(value)) {
          if (opensOutside(policies, port)) continue;
          const message = `${what} names ${host}, and no NetworkPolicy lets pods of ${pods.name} call port ${port} outside of the cluster.`;
          yield { object: workload.built, field: workload.path, message };
        }
      }
    }
  },
  passes: [
    { title: 'what its policy opens', objects: [configMap, networkPolicy] },
    { title: 'a database by its pooler', objects: throughPooler },
    { title: 'a page outside, which is for people', objects: [url('https://docs.example.com:8443/')] },
  ],
  fails: [
    { title: 'a Service that is not opened', objects: [url('http://api.backend.svc.cluster.local:8080')] },
    {
      title: 'a namespace that is not there',
      objects: [url('http://files.medai.svc.cluster.local:8080')],
    },
    {
      title: 'a database outside on a port that is not opened',
      objects: [
        withField(
          externalSecret,
          'spec.target.template.data.DATABASE_URL',
          'mysql://{{ .user }}:{{ .password }}@db.example.com/shop',
        ),
      ],
    },
    {
      title: 'a rule of the policy that is gone',
      objects: [withField(networkPolicy, 'spec.egress[2]', undefined)],
    },
  ],
});

/** What a workload is told: its variables, and the arguments of its containers. */
function* told(view: ClusterView, workload: Workload): Iterable<readonly [what: string, value: string]> {
  for (const [name, value] of variablesOf(view, workload)) yield [name, value];
  for (const { container } of containersOf(workload)) {
    for (const value of [...texts(container.command), ...texts(container.args)]) yield ['An argument', value];
  }
}

/** Whether a policy leads to a Service: to its pods, or into its namespace where an operator makes them. */
function isOpen(view: ClusterView, policies: readonly Policy[], address: Address): boolean {
  const called = podsBehind(view, address);
  return policies.some(({ namespace, rules }) =>
    (rules.Egress ?? []).some((one) =>
      called
        ? called.some(({ pods, port }) => leadsTo(view, namespace, one, pods, port))
        : leadsInto(view, namespace, one, address),
    ),
  );
}

/** What is not there, the rule urls-resolve tells; what is in a namespace of others may be. */
function isThere(view: ClusterView, { namespace, service, port }: Address): boolean {
  if (!view.find('Namespace', '', namespace)) return true;
  const ports = serviceAt(view, namespace, service);
  return ports !== undefined && (port === undefined || (ports.ports?.includes(port) ?? true));
}

interface Called {
  readonly pods: PodGroup;
  /** Where the Service leads; `undefined` for any of its ports. */
  readonly port: number | undefined;
}

/** The pods behind a Service that is an object here. */
function podsBehind(view: ClusterView, { service, namespace, port }: Address): readonly Called[] | undefined {
  const found = podServices(view).find(
    (one) => one.namespace === namespace && one.built.resource.metadata.name === service,
  );
  if (!found) return undefined;
  const target = listAt(found.built.resource, ['spec', 'ports']).find((one) => at(one, ['port']) === port);
  return podsSelected(view, namespace, { matchLabels: found.selector }).map((pods) => ({
    pods,
    port: port === undefined ? undefined : numberOf(pods, at(target, ['targetPort']) ?? port),
  }));
}

function numberOf({ workload }: PodGroup, port: unknown): number {
  if (typeof port === 'number') return port;
  const declared = workload ? containersOf(workload).flatMap(({ container }) => listAt(container, ['ports'])) : [];
  return Number(
    at(
      declared.find((one) => at(one, ['name']) === port),
      ['containerPort'],
    ) ?? 0,
  );
}

function leadsTo(
  view: ClusterView,
  namespace: string,
  one: TrafficRule,
  pods: PodGroup,
  port: number | undefined,
): boolean {
  return (
    one.peers.some((peer) => means(view, namespace, peer, pods)) &&
    (port === undefined || opens(one, { protocol: 'TCP', number: port }, pods))
  );
}

function leadsInto(view: ClusterView, own: string, one: TrafficRule, { namespace, port }: Address): boolean {
  const labels = namespaceLabels(view, namespace);
  return (
    one.peers.some(({ ipBlock, namespaceSelector }) =>
      namespaceSelector ? matches(namespaceSelector, labels) : !ipBlock && namespace === own,
    ) &&
    (port === undefined || hasPort(one, port))
  );
}

/** Schemes of what a program calls with a connection of its own, and their ports. */
const schemes: Readonly<Record<string, number>> = {
  postgresql: 5432,
  postgres: 5432,
  mysql: 3306,
  mongodb: 27017,
  amqp: 5672,
  amqps: 5671,
  redis: 6379,
  rediss: 6379,
};

/** Databases, brokers and caches outside of the cluster that a text names by a URL. */
function outside(text: string): readonly { readonly host: string; readonly port: number }[] {
  // Every repetition is bounded: a text of a mebibyte is read once, whatever it is.
  const written = /\b([a-z]{1,20}):\/\/(?:[^\s/]{0,300}@)?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,10})(?::(\d{1,5}))?/g;
  // Of a template the parts that are filled in may hold anything.
  return [...text.replaceAll(/\{\{[^}]{0,300}\}\}/g, '').matchAll(written)].flatMap(
    ([, scheme = '', host = '', port]) => {
      const usual = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined;
      if (usual === undefined || /\.svc(\.|$)/.test(host) || host.split('.').length < 3) return [];
      return [{ host, port: port === undefined ? usual : Number(port) }];
    },
  );
}

function opensOutside(policies: readonly Policy[], port: number): boolean {
  return policies.some(({ rules }) =>
    (rules.Egress ?? []).some((one) => one.peers.some(({ ipBlock }) => ipBlock !== undefined) && hasPort(one, port)),
  );
}

function hasPort({ ports }: TrafficRule, number: number): boolean {
  return (
    ports.length === 0 ||
    ports.some(({ port, endPort, protocol = 'TCP' }) => {
      if (protocol !== 'TCP') return false;
      return port === undefined || (typeof port === 'number' && port <= number && number <= (endPort ?? port));
    })
  );
}

export default callsOpen;
