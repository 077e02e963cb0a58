import { checkLinks } from '../link/check.ts';
import type { LinkedCluster, LinkedFleet } from '../link/clusters.ts';
import { promotionsOf } from '../link/promoted.ts';
import { type Finding, hasErrors } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Built, ClusterView, Rule } from '../model/rule.ts';
import { together } from '../model/view.ts';
import type { Model } from '../plan/model.ts';
import { render } from '../render/render.ts';
import type { ObjectPlace, PlacedFinding } from './apiServerFindings.ts';
import { viewIn } from './cluster.ts';
import { operatorFindings } from './operators.ts';
import type { BuiltOverlay } from './overlays.ts';
import { routeFeatures } from './routeFeatures.ts';
import { applyRules } from './rules.ts';

/** A cluster as the promotion of a standby cluster leaves it. */
export interface Promoted {
  /** The cluster that becomes active: this one, or the one in whose place this one becomes standby. */
  readonly promoted: string;
  readonly linked: LinkedCluster;
  /** What is wrong with its links. With an error among them it has no objects: they cannot be rendered. */
  readonly links: readonly Finding[];
  readonly objects: readonly Built[];
}

/**
 * Links and renders, in memory, each standby cluster as if it were active, and the active one as if it were standby:
 * what the change of roles in docs/drills/postgres.md makes of them.
 */
export function promote({ catalogue, fleet, linked: now }: Pick<Model, 'catalogue' | 'fleet' | 'linked'>): Promoted[] {
  if (!fleet || !now) return [];
  return fleet.environments.flatMap((environment) =>
    promotionsOf(catalogue, fleet, environment).flatMap(({ promoted, clusters }) =>
      clusters.map((linked) => {
        const links = [...checkLinks(catalogue, fleet, linked), ...appsLost(fleet, now, linked)];
        const running = hasErrors(links) ? [] : [...linked.graph.values()];
        const objects = running.flatMap((one) => render(one).map((resource) => ({ resource, app: one.app.name })));
        return { promoted, linked, links, objects };
      }),
    ),
  );
}

/** Apps that people miss after a promotion: they run in a cluster that is active now, and not in the one that becomes it. */
function appsLost(
  { locate }: Fleet,
  now: LinkedFleet,
  { environment, cluster, graph, running }: LinkedCluster,
): Finding[] {
  if (cluster.role !== 'active') return [];
  const active = now.clusters.filter(
    (one) => one.environment.name === environment.name && one.cluster.role === 'active',
  );
  const index = environment.settings.clusters.indexOf(cluster);
  return active.flatMap((one) =>
    [...one.graph.values()]
      .filter(({ app }) => !app.provides && !graph.has(app.name) && !running.otherGateway.includes(app))
      .map(({ app: { name } }) => ({
        code: 'app-lost-by-promotion',
        severity: 'warning',
        message: `${name}, which runs in ${one.cluster.name}, does not run in ${cluster.name}.`,
        fix: `Switch ${name} on there: on a standby cluster it waits by itself where it needs data that is not there.`,
        at: locate(environment.file, ['clusters', index, 'apps', name, 'enabled']),
        in: { environment: environment.name, cluster: cluster.name, app: name },
      })),
  );
}

/** Says of a finding which promotion it is about. */
const whenPromoted = (promoted: string, message: string): string => `When ${promoted} is promoted: ${message}`;

/**
 * What is wrong with the clusters that promotions make, by all rules but those that compare. A promotion is made in a
 * hurry, and an error that is found then stops it.
 * @param views the clusters of the fleet as they are
 * @param now what was found of the clusters as they are: it is not repeated
 */
export function judgePromoted(
  { catalogue, fleet }: Pick<Model, 'catalogue' | 'fleet'>,
  promotions: readonly Promoted[],
  rules: readonly Rule[],
  views: readonly ClusterView[],
  now: readonly Finding[],
): Finding[] {
  if (!fleet) return [];
  const known = new Set(now.map(identityOf));
  return promotions.flatMap((one) => {
    const { promoted, linked, links, objects } = one;
    const { environment, cluster, graph } = linked;
    const where = { environment, cluster, locate: fleet.locate };
    const found = hasErrors(links)
      ? links
      : [
          ...links,
          ...routeFeatures(graph.values(), where),
          ...operatorFindings(catalogue.operators ?? [], where, objects),
          ...applyRules(rules, viewAfter(one, promotions, views), undefined),
        ];
    return found
      .filter((finding) => finding.severity !== 'note' && !known.has(identityOf(finding)))
      .map((finding) => ({ ...finding, message: whenPromoted(promoted, finding.message) }));
  });
}

/** A cluster after a promotion, among the others of the fleet, of which some change roles, too. */
function viewAfter(one: Promoted, promotions: readonly Promoted[], views: readonly ClusterView[]): ClusterView {
  const changing = promotions.filter(({ linked }) => linked.environment === one.linked.environment);
  const keyOf = (environment: string, cluster: string) => `${environment}/${cluster}`;
  const after = new Map(views.map((view) => [keyOf(view.environment, view.cluster.name), view]));
  for (const { linked, objects } of changing) {
    after.set(keyOf(linked.environment.name, linked.cluster.name), viewIn(linked, objects));
  }
  const { environment, cluster } = one.linked;
  const view = together([...after]).get(keyOf(environment.name, cluster.name));
  return view ?? viewIn(one.linked, one.objects);
}

/**
 * Leaves out what is found of a promotion and of clusters as they are: the same rule at the same field of the same object
 * is one mistake. What is left says which promotion it is about.
 */
export function saidOnce(findings: readonly PlacedFinding[]): readonly Finding[] {
  const nameOf = ({ code, object, field, message }: Finding) => JSON.stringify([code, object, field ?? message]);
  const known = new Set(findings.filter(({ promoted }) => promoted === undefined).map(nameOf));
  return findings
    .filter((finding) => finding.promoted === undefined || !known.has(nameOf(finding)))
    .map(({ promoted, ...finding }) =>
      promoted === undefined ? finding : { ...finding, message: whenPromoted(promoted, finding.message) },
    );
}

const identityOf = ({ code, object, field, message, in: where }: Finding): string =>
  JSON.stringify([code, object, field, message, where?.cluster]);

/**
 * The objects that clusters get by promotions alone, for the code of the API server: no overlay has them, so no schema
 * has seen them.
 * @param built the overlays as they are
 */
export function promotedPlaces(
  promotions: readonly Promoted[],
  built: ReadonlyMap<string, BuiltOverlay>,
): readonly ObjectPlace[] {
  return promotions.flatMap(({ promoted, linked: { environment, cluster, overlays }, objects }) => {
    const known = new Set(
      overlays.flatMap(({ path }) => built.get(path)?.objects ?? []).map((one) => JSON.stringify(one)),
    );
    const added = objects.filter(({ resource }) => !known.has(JSON.stringify(resource)));
    return [...Map.groupBy(added, ({ app }) => app)].map(([app, members]) => ({
      built: {
        path: '',
        objects: members.map(({ resource }) => resource),
        invalid: [],
        unchecked: [...members.keys()],
      },
      kubernetes: cluster.kubernetes,
      where: { in: { environment: environment.name, cluster: cluster.name, app } },
      promoted,
    }));
  });
}
