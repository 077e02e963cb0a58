import type { App } from '../model/app.ts';
import type { ContractEdge, Edge } from '../model/edge.ts';
import type { Finding } from '../model/finding.ts';
import type { Catalogue, Fleet } from '../model/fleet.ts';
import { checkConsumers } from './checkConsumers.ts';
import { checkCopies } from './checkCopies.ts';
import { checkHub } from './checkHub.ts';
import { checkIssuers } from './checkIssuers.ts';
import { checkMistakes } from './checkMistakes.ts';
import { checkNodes } from './checkNodes.ts';
import { checkRestorable } from './checkRestorable.ts';
import { checkRetiring } from './checkRetiring.ts';
import { checkSupported } from './checkSupported.ts';
import type { LinkedCluster } from './clusters.ts';
import type { Linked } from './link.ts';
import type { Running } from './running.ts';

/**
 * Checks that need the graph of a real cluster: an edge to an app that is switched off there, an edge to a contract
 * without a provider, a cloud identity that the cluster lacks, settings that an app refuses there, apps that take messages
 * from each other, and apps that wait on a standby cluster.
 */
export function checkLinks(catalogue: Catalogue, fleet: Fleet, linked: LinkedCluster): Finding[] {
  const { environment, cluster, running, graph } = linked;
  const where = (app: App) => ({ environment: environment.name, cluster: cluster.name, app: app.name });
  const index = environment.settings.clusters.indexOf(cluster);
  const inCluster = ['clusters', index] as const;
  const at = (...path: (string | number)[]) => fleet.locate(environment.file, path);
  const findings: Finding[] = [
    ...checkHub(fleet, linked),
    ...checkRetiring(catalogue, fleet, linked),
    ...checkMistakes(fleet, linked),
    ...checkNodes(fleet, linked),
    ...checkSupported(fleet, linked),
    ...checkConsumers(linked),
    ...checkIssuers(fleet, linked),
  ];

  if (running.waiting.size > 0) {
    const apps = [...running.waiting].map(([app, why]) => `${app.name} (${why})`);
    findings.push({
      code: 'waits-on-standby',
      severity: 'note',
      message: `Apps wait on the ${cluster.role === 'standby' ? 'standby cluster ' : ''}${cluster.name}: ${apps.join(', ')}.`,
      fix: 'Nothing to do: they start where the data can be written, on the active cluster.',
      at: at(...inCluster, 'role'),
      in: { environment: environment.name, cluster: cluster.name },
    });
  }
  for (const member of graph.values()) {
    const { app } = member;
    findings.push(...checkCopies(app, fleet, linked), ...checkRestorable(app, fleet, linked));
    for (const edge of edgesOf(member)) {
      const called = edge.to === 'app' ? catalogue.apps.find(({ name }) => name === edge.app.name) : undefined;
      if (edge.to === 'app' && !edge.optional && !graph.has(edge.app.name) && called?.provides) {
        const { contract, provider } = called.provides;
        const here = cluster.data?.[contract.name]?.provider !== undefined;
        findings.push({
          code: 'edge-to-disabled-app',
          severity: 'error',
          message: `${app.name} calls ${called.name}, which runs where data.${contract.name}.provider is ${provider}: in ${cluster.name} it is ${running.contracts.get(contract.name)?.provider ?? 'not set'}.`,
          fix: `Set it to ${provider}, switch ${app.name} off, or remove the edge from ${app.source}.`,
          at: at(...(here ? inCluster : []), 'data', contract.name, 'provider'),
          in: where(app),
        });
      } else if (edge.to === 'app' && !edge.optional && !graph.has(edge.app.name)) {
        const here = cluster.apps?.[edge.app.name]?.enabled === false;
        findings.push({
          code: 'edge-to-disabled-app',
          severity: 'error',
          message: `${app.name} calls ${edge.app.name}, which is switched off in ${cluster.name}.`,
          fix: `Switch ${edge.app.name} on, switch ${app.name} off as well, or remove the edge from ${app.source}.`,
          at: at(...(here ? inCluster : []), 'apps', edge.app.name, 'enabled'),
          in: where(app),
        });
      }
      if ('contract' in edge && !isProvided(edge, running)) {
        const { kind, name } = edge.contract;
        findings.push({
          code: 'contract-without-provider',
          severity: 'error',
          message: `${app.name} uses the ${kind} ${name}, which has no provider in ${cluster.name}.`,
          fix: `Set data.${name}.provider, for the environment or for this cluster.`,
          at: at(...inCluster, 'data', name),
          in: where(app),
        });
      }
    }
    for (const name of withoutIdentity(member)) {
      findings.push({
        code: 'identity-missing',
        severity: 'error',
        message: `${name} acts as a cloud identity, but ${cluster.name} names none for it.`,
        fix: `Add \`${name}\` under the cluster's identities.`,
        at: at(...inCluster, 'identities'),
        in: where(app),
      });
    }
  }
  return findings;
}

/** Whether a contract has a provider: one outside the cluster, or an app of the catalogue inside. */
function isProvided({ contract }: ContractEdge, { contracts, providers }: Running): boolean {
  return contracts.get(contract.name)?.provider === 'external' || providers.has(contract.name);
}

/** The edges of an app and of its jobs. */
function edgesOf({ app, inputs }: Linked): Edge[] {
  const jobs = Object.values(inputs.graph.jobs ?? {}).flatMap((uses) => Object.values(uses));
  return [...Object.values(app.uses), ...jobs.map(({ edge }) => edge)];
}

/** An app and its jobs, as far as they act as a cloud identity that the cluster does not name. */
function withoutIdentity({ app, inputs }: Linked): string[] {
  const { cloud, identities } = inputs.cluster;
  if (cloud === 'local') return [];
  const jobs = Object.entries(inputs.graph.jobs ?? {}).map(([name, uses]) => [
    name,
    Object.values(uses).map(({ edge }) => edge),
  ]);
  return ([[app.name, Object.values(app.uses)], ...jobs] as [string, Edge[]][])
    .filter(([name, edges]) => identities[name] === undefined && edges.some(({ to }) => to === 'cloud-identity'))
    .map(([name]) => name);
}
