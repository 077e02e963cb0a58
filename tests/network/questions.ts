import { addressesOf, firstAddress } from './addresses.ts';
import { externalAddresses, type Nowhere } from './edges.ts';
import type { Call, Peer } from './evaluator.ts';
import type { Landscape } from './landscape.ts';
import { impostors, neighbours, strangers } from './neighbours.ts';
import type { Flow, Pods } from './parts.ts';

/** One question with its expectation. */
export interface Asked extends Call {
  /** `backend/api -> data/users-pooler-rw TCP 5432`. */
  readonly title: string;
  readonly declared: boolean;
  /** Both ends are in the backend's namespaces and the port is not open to anybody, so both sides must deny it. */
  readonly inside: boolean;
}

/** All calls to evaluate in a cluster. */
export interface Questions {
  readonly peers: readonly Peer[];
  readonly asked: readonly Asked[];
  /** Declared calls without a target pod, which cannot be evaluated. */
  readonly faults: readonly string[];
}

/** One end of a call, with its place in a cluster's network. */
interface End {
  readonly name: string;
  /** `near`: a pod inside once more, at an address that rules for the API server's networks include. */
  readonly place: 'inside' | 'near' | 'beside' | 'outside';
  readonly peer: Peer;
  readonly open?: readonly number[] | undefined;
}

/** An address that no rule for a network includes, so that only rules for pods can allow a call to it. */
const farAway = 'fd12:3456:789a::1';

/** Ports to test besides those that the backend listens on: some of clouds, of nodes, and an unused one. */
const otherPorts = [22, 53, 80, 443, 988, 2197, 6443, 32526, 49152];

/**
 * Pairs the pods of the backend with each other, with pods beside it and with addresses outside, both ways. Two clouds
 * give pods addresses in the same networks as nodes and API server, and some network plugins apply rules for networks
 * to pods: the backend's pods are tested at such addresses too.
 */
export function questionsOf(landscape: Landscape, flows: readonly (Flow | Nowhere)[]): Questions {
  const ends = endsOf(landscape);
  const names = new Set(ends.map(({ name }) => name));
  const isThere = (flow: Flow | Nowhere): flow is Flow => 'port' in flow && names.has(flow.from) && names.has(flow.to);
  const there = flows.filter(isThere);
  const declared = new Set(there.filter(({ harmless }) => !harmless).map(titleOf));
  const harmless = new Set(there.filter((flow) => flow.harmless).map(titleOf));
  const ports = portsOf(landscape, there);
  const asked: Asked[] = [];
  for (const [from, caller] of ends.entries()) {
    for (const [to, callee] of ends.entries()) {
      if (!isAsked(caller, callee)) continue;
      const where = callee.place === 'near' ? " (in the API server's network)" : '';
      for (const { port, protocol } of ports(caller, callee)) {
        const title = titleOf({ from: caller.name, to: callee.name, port, protocol });
        const isDeclared = declared.has(title);
        const isOpen = protocol === 'TCP' && callee.open?.includes(port) === true;
        const inside = caller.place === 'inside' && callee.place === 'inside' && !isOpen;
        // What may call the API server reaches open ports in its network, and so would anybody else.
        if (isDeclared || isOpen ? callee.place === 'near' : harmless.has(title)) continue;
        asked.push({ from, to, port, protocol, title: title + where, declared: isDeclared, inside });
      }
    }
  }
  const titles = new Set(asked.map(({ title }) => title));
  const faults = [
    ...flows.filter((flow) => !isThere(flow)).map(({ from, to }) => `${from} -> ${to} leads nowhere`),
    ...[...declared].filter((title) => !titles.has(title)).map((title) => `${title} leads where nothing listens`),
  ];
  return { peers: ends.map(({ peer }) => peer), asked, faults };
}

function endsOf(landscape: Landscape): readonly End[] {
  const { cluster, pods, namespaces } = landscape;
  const own = [...pods, ...strangers(Object.keys(namespaces))];
  const at =
    (place: End['place'], address: string) =>
    (one: Pods): End => ({
      name: one.name,
      place,
      peer: { namespace: one.namespace, labels: one.labels, ports: one.ports, address },
      open: one.open,
    });
  return [
    ...own.map(at('inside', farAway)),
    ...own.map(at('near', firstAddress(cluster.controlPlane.networks[0] ?? ''))),
    ...[...Object.values(neighbours), ...impostors(pods)].map(at('beside', farAway)),
    ...[...addressesOf(cluster), ...externalAddresses(landscape)].map(
      ({ name, address }): End => ({ name, place: 'outside', peer: { address } }),
    ),
  ];
}

/**
 * Whether a call is evaluated: calls among pods and addresses outside the backend are not, as its policies do not
 * select them.
 */
function isAsked(caller: End, callee: End): boolean {
  const places = [caller.place, callee.place];
  if (places.includes('near')) return caller.place === callee.place;
  return places.includes('inside');
}

type Ports = readonly Pick<Call, 'port' | 'protocol'>[];

/**
 * The ports to test: those that the target listens on, or that are declared for an address, and some more. From inside
 * to inside and outside, also every port on which anything in the backend listens.
 */
function portsOf({ pods }: Landscape, flows: readonly Flow[]): (caller: End, callee: End) => Ports {
  const everywhere = pods.flatMap(({ ports }) => ports.map(({ number }) => number));
  const declaredAt = Map.groupBy(flows, ({ to }) => to);
  const lists = new Map<End, readonly [own: Ports, all: Ports]>();
  const listsOf = ({ name, peer }: End) => {
    const own = peer.ports?.map(({ number }) => number) ?? declaredAt.get(name)?.map(({ port }) => port) ?? [];
    const byUdp = peer.ports?.filter(({ protocol }) => protocol === 'UDP').map(({ number }) => number) ?? [];
    const list = (numbers: readonly number[]): Ports => [
      ...[...new Set([53, ...byUdp])].map((port) => ({ port, protocol: 'UDP' as const })),
      ...[...new Set(numbers)].map((port) => ({ port, protocol: 'TCP' as const })),
    ];
    return [list([...otherPorts, ...own]), list([...otherPorts, ...own, ...everywhere])] as const;
  };
  return (caller, callee) => {
    const [own, all] = lists.get(callee) ?? listsOf(callee);
    lists.set(callee, [own, all]);
    return caller.place === 'inside' && callee.place !== 'beside' ? all : own;
  };
}

function titleOf({ from, to, port, protocol = 'TCP' }: Flow): string {
  return `${from} -> ${to} ${protocol} ${port}`;
}
