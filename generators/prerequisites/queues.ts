import type { Graph } from '../link/link.ts';
import { destinationOf, endOf } from '../model/broker.ts';
import type { QueueEdge, TopicEdge } from '../model/edge.ts';
import type { NeededQueue } from './needs.ts';

/** How an app or a job uses a broker outside the cluster. */
export interface BrokerUse {
  readonly user: string;
  readonly host: string;
  readonly edge: QueueEdge | TopicEdge;
}

/** All uses of brokers outside a cluster. */
export function brokerUses(graph: Graph): readonly BrokerUse[] {
  return [...graph].flatMap(([app, { inputs }]) =>
    [[app, inputs.graph.uses] as const, ...Object.entries(inputs.graph.jobs ?? {})].flatMap(([user, uses]) =>
      Object.values(uses).flatMap(({ edge, endpoint }) =>
        edge.to === 'queue' && endpoint && typeof endpoint.peer === 'object' && 'networks' in endpoint.peer
          ? [{ user, host: endpoint.host, edge }]
          : [],
      ),
    ),
  );
}

/** What has to be on brokers outside: the uses of a cluster as it is, and as it is once active. */
export function neededQueues(states: readonly (readonly BrokerUse[])[]): readonly NeededQueue[] {
  const uses = states.flat();
  const [now = []] = states;
  const exchanges = new Map(uses.map((use) => [keyOf(use), use]));
  return [...exchanges.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, { host, edge }]) => {
      const own = uses.filter((use) => keyOf(use) === key);
      const exchange = destinationOf(edge);
      const readers = own.filter(({ edge: one }) => one.access !== 'publish');
      const writers = usersOf(own.filter(({ edge: one }) => one.access === 'publish'));
      const ends = [...new Set(readers.map((use) => endOf(use.edge, use.user)))].sort();
      const queues = 'topic' in edge ? ends : [exchange];
      return (queues.length > 0 ? queues : [undefined]).map((queue) => {
        const those = readers.filter((use) => endOf(use.edge, use.user) === queue);
        const asking = 'topic' in edge && queue !== undefined ? those : own;
        return {
          host,
          exchange,
          ...(queue !== undefined && { queue }),
          writers,
          readers: usersOf(those),
          later: !asking.some((use) => now.includes(use)),
        };
      });
    });
}

const keyOf = ({ host, edge }: BrokerUse): string => `${host} ${destinationOf(edge)}`;

function usersOf(uses: readonly BrokerUse[]): readonly string[] {
  return [...new Set(uses.map(({ user }) => user))].sort();
}
