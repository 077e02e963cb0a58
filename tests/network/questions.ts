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
  /** Both ends are in the backend's namespaces, so that both have a side to deny it. */
  readonly inside: boolean;
}

/** Everything that is asked about a cluster. */
export interface Questions {
  readonly peers: readonly Peer[];
  readonly asked: readonly Asked[];
  /** Declared calls that could not be asked about, because nobody is there. */
  readonly faults: readonly string[];
}

/** Who is at one end, and where in a cluster's network. */
interface End {
  readonly name: string;
  /** `near` is one of those inside once more, at an address that rules for the API server's networks mean. */
  readonly place: 'inside' | 'near' | 'beside' | 'outside';
  readonly peer: Peer;
}

/** An address that no rule for a network means, so that pods are let through as pods or not at all. */
const farAway = 'fd12:3456:789a::1';

/** Ports that are tried besides those on which anything in the backend listens: some of clouds, of machines, of none. */
const otherPorts = [22, 53, 80, 443, 988, 2197, 6443, 32526, 49152];

/**
 * Pairs the pods of the backend with each other, with pods beside it and with addresses outside, both ways. Two clouds
 * give pods addresses in the same networks as nodes and API server, and some network plugins hold pods against rules for
 * networks: the backend's pods are asked about there too.
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
      const inside = caller.place === 'inside' && callee.place === 'inside';
      const where = callee.place === 'near' ? " (in the API server's network)" : '';
      for (const { port, protocol } of ports(caller, callee)) {
        const title = titleOf({ from: caller.name, to: callee.name, port, protocol });
        const isDeclared = declared.has(title);
        if (isDeclared ? callee.place === 'near' : harmless.has(title)) continue;
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

/** Pods beside the backend and addresses outside are no business of its policies among themselves. */
function isAsked(caller: End, callee: End): boolean {
  const places = [caller.place, callee.place];
  if (places.includes('near')) return caller.place === callee.place;
  return places.includes('inside');
}

type Ports = readonly Pick<Call, 'port' | 'protocol'>[];

/**
 * The ports that are tried: those on which the called one listens, or that are declared at an address, and some more.
 * From inside to inside and outside, also every port on which anything in the backend listens.
 */
function portsOf({ pods }: Landscape, flows: readonly Flow[]): (caller: End, callee: End) => Ports {
  const everywhere = pods.flatMap(({ ports }) => ports.map(({ number }) => number));
  const declaredAt = Map.groupBy(flows, ({ to }) => to);
  const lists = new Map<End, readonly [own: Ports, all: Ports]>();
  const listsOf = ({ name, peer }: End) => {
    const own = peer.ports?.map(({ number }) => number) ?? declaredAt.get(name)?.map(({ port }) => port) ?? [];
    const list = (numbers: readonly number[]): Ports => [
      { port: 53, protocol: 'UDP' },
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
