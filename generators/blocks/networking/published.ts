import { declare, fact } from '../../model/fact.ts';
import { Failure } from '../../model/finding.ts';
import type { Part } from '../part.ts';
import type { Workload } from '../workload/workload.ts';
import { inNamespace, tcp } from './peers.ts';

/** A port of an app that the cluster's gateway may reach. */
export interface PublishedPort {
  readonly name: string;
  readonly number: number;
}

/** The kind of fact that published ports are: gateways collect it. */
export const publishedPort = fact<PublishedPort>('published-port');

/** Publishes a port, by its name: the gateway of the cluster may call it. */
export function published(name: string): Part {
  return ({ app }) => {
    const numberIn = ({ runtime }: Pick<Workload, 'runtime'>): number => {
      const number = runtime.ports[name];
      if (number !== undefined) return number;
      throw new Failure(
        `${app.name} publishes the port ${name}, which its image does not have`,
        'Name one that it has.',
      );
    };
    return {
      declares: (pods) => [declare(publishedPort, { name, number: numberIn(pods) })],
      callers: (workload) => [
        { from: [inNamespace(workload.inputs.cluster.gateway.namespace)], ports: [tcp(numberIn(workload))] },
      ],
    };
  };
}
