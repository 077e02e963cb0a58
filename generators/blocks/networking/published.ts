import { declare, fact } from '../../model/fact.ts';
import { Failure } from '../../model/finding.ts';
import type { Part } from '../part.ts';

/** A port of an app that gateways may reach from outside the cluster. */
export interface PublishedPort {
  readonly name: string;
  readonly number: number;
}

/** What apps publish: gateways collect it. */
export const publishedPort = fact<PublishedPort>('published-port');

/** Publishes a port, by its name. */
export function published(name: string): Part {
  return ({ app }) => ({
    declares: ({ runtime }) => {
      const number = runtime.ports[name];
      if (number !== undefined) return [declare(publishedPort, { name, number })];
      throw new Failure(
        `${app.name} publishes the port ${name}, which its image does not have`,
        'Name one that it has.',
      );
    },
  });
}
