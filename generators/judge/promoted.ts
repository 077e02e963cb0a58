import { keySum } from '../kept/keySum.ts';
import { checkLinks } from '../link/check.ts';
import type { LinkedCluster, LinkedFleet } from '../link/clusters.ts';
import { promotionsOf } from '../link/promoted.ts';
import { providesData } from '../model/app.ts';
import { type Finding, hasErrors } from '../model/finding.ts';
import type { Fleet, Locate } from '../model/fleet.ts';
import type { Model } from '../plan/model.ts';
import { render } from '../render/render.ts';
import type { ObjectPlace, PlacedFinding } from './apiServerFindings.ts';
import { memberOf } from './cluster.ts';
import { objectText } from './kept/objectText.ts';
import { lastObjects, type Standing } from './kept/standing.ts';
import type { Member } from './kept/watchedFleet.ts';
import { type OperatorNeeds, operatorFindings } from './operators.ts';
import { routeFeatures } from './routeFeatures.ts';

/** A cluster as the promotion of a standby cluster leaves it. */
export interface Promoted extends Standing {
  /** The cluster that becomes active: this one, or the one in whose place this one becomes standby. */
  readonly promoted: string;
  readonly linked: LinkedCluster;
  /** What is wrong with its links. With an error among them it has no objects: they cannot be rendered. */
  readonly links: readonly Finding[];
}

/**
 * Links, and renders where somebody asks for objects, each standby cluster as if it were active, and the active one as if it were standby:
 * what the change of roles in docs/drills/postgres.md makes of them.
 * @param code the checksum of the code that renders
 */
export function promote(
  { catalogue, fleet, linked: now }: Pick<Model, 'catalogue' | 'fleet' | 'linked'>,
  code: string,
): Promoted[] {
  if (!fleet || !now) return [];
  return fleet.environments.flatMap((environment) =>
    promotionsOf(catalogue, fleet, environment).flatMap(({ promoted, clusters }) =>
      clusters.map((linked) => {
        const links = [...checkLinks(catalogue, fleet, linked), ...appsLost(fleet, now, linked)];
        const isLinked = !hasErrors(links);
        const objects = () =>
          [...(isLinked ? linked.graph.values() : [])].flatMap((one) =>
            render(one).map((resource) => ({ resource, app: one.app.name })),
          );
        return { promoted, linked, links, identity: keySum('promoted', code, linked.identity, isLinked), objects };
      }),
    ),
  );
}

/** Apps that people miss after a promotion: they run in a cluster that is active now, and not in the one that becomes it. */
function appsLost({ locate }: Fleet, now: LinkedFleet, { environment, cluster, running }: LinkedCluster): Finding[] {
  if (cluster.role !== 'active') return [];
  const active = now.clusters.filter(
    (one) => one.environment.name === environment.name && one.cluster.role === 'active',
  );
  const index = environment.settings.clusters.indexOf(cluster);
  return active.flatMap((one) =>
    [...one.running.apps.keys()]
      .filter((app) => !providesData(app) && !running.apps.has(app) && !running.otherGateway.includes(app))
      .map(({ name }) => ({
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
 * @param judged what its objects need of operators, and what rules say of them
 * @param now what was found of the clusters as they are: it is not repeated
 */
export function judgePromoted(
  { fleet }: Pick<Model, 'fleet'>,
  promotions: readonly Promoted[],
  judged: (one: Promoted) => { readonly needs: OperatorNeeds; readonly ruled: readonly Finding[] },
  now: readonly Finding[],
): Finding[] {
  if (!fleet) return [];
  const known = new Set(now.map(identityOf));
  return promotions.flatMap((one) => {
    const { promoted, linked, links } = one;
    return [...links, ...(hasErrors(links) ? [] : foundIn(linked, judged(one), fleet.locate))]
      .filter((finding) => finding.severity !== 'note' && !known.has(identityOf(finding)))
      .map((finding) => ({ ...finding, message: whenPromoted(promoted, finding.message) }));
  });
}

function foundIn(
  { environment, cluster, graph }: LinkedCluster,
  { needs, ruled }: { readonly needs: OperatorNeeds; readonly ruled: readonly Finding[] },
  locate: Locate,
): readonly Finding[] {
  const where = { environment, cluster, locate };
  return [...routeFeatures(graph.values(), where), ...operatorFindings(needs, where), ...ruled];
}

/** The clusters of the fleet after a promotion, which changes the roles of several in its environment. */
export function membersAfter(
  one: Promoted,
  promotions: readonly Promoted[],
  members: readonly Member[],
): readonly Member[] {
  const changing = promotions.filter(
    ({ linked, promoted }) => linked.environment === one.linked.environment && promoted === one.promoted,
  );
  const keyOf = (environment: string, cluster: string) => `${environment}/${cluster}`;
  const after = new Map(members.map((member) => [keyOf(member.environment, member.cluster.name), member]));
  for (const promoted of changing) {
    const { environment, cluster } = promoted.linked;
    after.set(keyOf(environment.name, cluster.name), memberOf(promoted.linked, promoted));
  }
  return [...after.values()];
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
 * A promotion whose objects are those of the cluster as it is, where they are equal: what was found of one of them holds
 * there, too.
 * @param now its objects as they are
 */
export function sharing(promotion: Promoted, now: Standing): Promoted {
  const read = () => {
    const known = new Map(now.objects().map(({ resource }) => [objectText(resource), resource]));
    return promotion
      .objects()
      .map(({ resource, app }) => ({ resource: known.get(objectText(resource)) ?? resource, app }));
  };
  return { ...promotion, objects: () => lastObjects(promotion.identity, read) };
}

/**
 * The objects that a cluster gets by a promotion alone, for the code of the API server: no overlay has them, so no schema
 * has seen them.
 * @param now its objects as they are
 */
export function promotedPlaces(
  { promoted, linked: { environment, cluster }, objects }: Promoted,
  now: Standing,
): readonly ObjectPlace[] {
  const known = new Set(now.objects().map(({ resource }) => objectText(resource)));
  const added = objects().filter(({ resource }) => !known.has(objectText(resource)));
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
}
