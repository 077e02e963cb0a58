import type { ClusterNeeds } from '../needs.ts';
import { inCode, markdownTable } from './markdown.ts';

/** What has to be on brokers outside the cluster: https://www.rabbitmq.com/docs/exchanges#bindings */
export function queuesOfCluster({ queues }: Pick<ClusterNeeds, 'queues'>): readonly string[] {
  if (queues.length === 0) return [];
  return [
    '### Queues',
    'Apps declare nothing on a broker. Each exchange is a durable one of the type `topic`; each queue is a durable quorum queue, bound to its exchange with the key `#`, with a limit of deliveries and dead letters of its own. The account of the broker’s entry may write to these exchanges and read these queues.',
    ...markdownTable(
      ['broker', 'exchange', 'queue', 'written by', 'read by'],
      queues.map(({ host, exchange, queue, writers, readers, later }) => [
        inCode(host),
        inCode(exchange),
        queue === undefined ? '' : inCode(queue),
        writers.join(', '),
        `${readers.join(', ')}${later ? `${readers.length > 0 ? ', ' : ''}once active` : ''}`,
      ]),
    ),
  ];
}
