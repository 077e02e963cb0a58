import { rabbitmq } from '../blocks/data/rabbitmq/rabbitmq.ts';
import { here } from '../blocks/source.ts';
import { linkCluster } from '../link/clusters.ts';
import type { App } from '../model/app.ts';
import type { BrokerContract, Edge } from '../model/edge.ts';
import type { QueueEndpoint } from '../model/endpoint.ts';
import type { Resource } from '../model/resource.ts';
import { exampleApp } from './app.ts';
import { exampleCluster } from './clusters.ts';
import { exampleEnvironment } from './environment.ts';
import { exampleFleet } from './fleet.ts';
import { app } from './names.ts';
import { priorities } from './priorities.ts';

type Uses = Readonly<Record<string, Edge>>;

/** An app that uses a broker, and a job of it that does, if there is one. */
export function brokerUser(name: string, uses: Uses, job?: Uses): App {
  const jobs = job && { jobs: () => [{ name: `${name}-job`, uses: job }] };
  return exampleApp(app(name, 'backend', []), { uses, ...jobs });
}

/** A broker and its users in a cluster. */
export interface LinkedBroker {
  readonly objects: readonly Resource[];
  /** What an app is told of one of its uses. */
  told(name: string, alias: string): QueueEndpoint;
}

/** Links a broker inside a cluster with its users, of which some are switched off there. */
export function linkedBroker(
  contract: BrokerContract,
  apps: readonly App[],
  off: Readonly<Record<string, { enabled: boolean }>> = {},
): LinkedBroker {
  const name = `${contract.name}-broker`;
  const broker = rabbitmq(app(name, 'data', []), {
    source: here(import.meta),
    contract,
    images: { server: 'registry.example.com/rabbitmq:4.3.6-management' },
    priority: priorities.critical,
    storage: '20Gi',
    resources: { cpu: '1', memory: '2Gi' },
  });
  const catalogue = { apps: [broker, ...apps], contracts: [contract] };
  const cluster = exampleCluster('aws', { data: { [contract.name]: { provider: 'rabbitmq' } }, apps: off });
  const { graph } = linkCluster(catalogue, exampleFleet([]), exampleEnvironment([cluster]), cluster);
  const linked = graph.get(name);
  return {
    objects: linked ? broker.render(linked.inputs) : [],
    told: (user, alias) => graph.get(user)?.inputs.graph.uses[alias]?.endpoint as QueueEndpoint,
  };
}
