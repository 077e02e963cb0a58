import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import { resolveContract } from '../read/resolve.ts';
import { type Level, settingsAt } from './level.ts';
import type { Graph, Linked } from './link.ts';

/**
 * What only the graph of a real cluster shows: an edge to an app that is switched off there, to a contract that nobody
 * provides, and a cloud identity that the cluster does not name.
 */
export function checkLinks(fleet: Fleet, level: Level & { layer: 'cluster' }, graph: Graph): Finding[] {
  const { environment, cluster } = level;
  const index = environment.settings.clusters.indexOf(cluster);
  const at = (...path: (string | number)[]) => fleet.locate(environment.file, path);
  const findings: Finding[] = [];
  for (const linked of graph.values()) {
    const { app } = linked;
    const where = { environment: environment.name, cluster: cluster.name, app: app.name };
    for (const edge of Object.values(app.uses)) {
      if (edge.to === 'app' && !graph.has(edge.app.name)) {
        const here = cluster.apps?.[edge.app.name]?.enabled === false;
        findings.push({
          code: 'edge-to-disabled-app',
          severity: 'error',
          message: `${app.name} calls ${edge.app.name}, which is switched off in ${cluster.name}.`,
          fix: `Switch ${edge.app.name} on, switch ${app.name} off as well, or remove the edge from ${app.source}.`,
          at: at(...(here ? ['clusters', index] : []), 'apps', edge.app.name, 'enabled'),
          in: where,
        });
      }
      if (
        'contract' in edge &&
        !resolveContract(edge.contract, ...settingsAt(level, 'data', edge.contract.name)).settings
      ) {
        findings.push({
          code: 'contract-without-provider',
          severity: 'error',
          message: `${app.name} uses the ${edge.contract.kind} ${edge.contract.name}, which nobody provides in ${cluster.name}.`,
          fix: `Say under data.${edge.contract.name} who provides it, for the environment or for this cluster.`,
          at: at('clusters', index, 'data', edge.contract.name),
          in: where,
        });
      }
    }
    if (lacksIdentity(linked)) {
      findings.push({
        code: 'identity-missing',
        severity: 'error',
        message: `${app.name} acts as a cloud identity, but ${cluster.name} names none for it.`,
        fix: `Add \`${app.name}\` under the cluster's identities.`,
        at: at('clusters', index, 'identities'),
        in: where,
      });
    }
  }
  return findings;
}

function lacksIdentity({ app, inputs }: Linked): boolean {
  const acts = Object.values(app.uses).some(({ to }) => to === 'cloud-identity');
  return acts && inputs.cluster.cloud !== 'local' && inputs.cluster.identities[app.name] === undefined;
}
