import { declaredAt } from '../load/declaredAt.ts';
import type { App } from '../model/app.ts';
import type { Edge, QueueEdge } from '../model/edge.ts';
import type { Finding } from '../model/finding.ts';
import { startOfFile } from '../read/error.ts';
import type { LinkedCluster } from './clusters.ts';
import type { Linked } from './link.ts';

/**
 * Findings for apps that consume one queue and do not say that they share it: a message reaches one of them alone, and
 * the others never hear of it. Pods of one app, and its jobs, are the same app.
 */
export function checkConsumers({ environment, cluster, graph }: LinkedCluster): Finding[] {
  const consumers = [...graph.values()].flatMap(consumersIn);
  const queues = Map.groupBy(consumers, ({ edge }) => `${edge.contract.name} ${edge.queue}`);
  return [...queues.values()].flatMap((all) => {
    const names = [...new Set(all.map(({ app }) => app.name))];
    if (names.length === 1) return [];
    const both = new Intl.ListFormat('en-GB').format(names);
    return all
      .filter(({ edge }) => !edge.shared)
      .map(
        ({ app, edge, path }): Finding => ({
          code: 'queue-taken-twice',
          severity: 'error',
          message: `The queue ${edge.queue} is consumed by ${both}: each message reaches one of them alone.`,
          fix: `Where they divide the work, let each of them \`share\` it. Where each needs every message, publish to a topic, to which each may \`subscribe\`.`,
          at: declaredAt(app.declared?.[0]?.at, path) ?? startOfFile(app.source),
          in: { environment: environment.name, cluster: cluster.name, app: app.name },
        }),
      );
  });
}

interface Consumer {
  readonly app: App;
  readonly edge: QueueEdge;
  /** Where it stands in the declaration of the app. */
  readonly path: readonly string[];
}

/** What an app and its jobs consume. */
function consumersIn({ app, inputs }: Linked): Consumer[] {
  const own = Object.entries(app.uses).map(([alias, edge]) => ({ edge, path: ['uses', alias] }));
  const ofJobs = Object.values(inputs.graph.jobs ?? {}).flatMap((uses) => Object.values(uses));
  return [...own, ...ofJobs.map(({ edge }) => ({ edge, path: [] }))].flatMap(({ edge, path }) =>
    isConsuming(edge) ? [{ app, edge, path }] : [],
  );
}

function isConsuming(edge: Edge): edge is QueueEdge {
  return edge.to === 'queue' && 'queue' in edge && edge.access === 'consume';
}
