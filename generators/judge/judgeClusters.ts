import { setImmediate } from 'node:timers/promises';
import { keySum } from '../kept/keySum.ts';
import { recall } from '../kept/recall.ts';
import type { LinkedCluster } from '../link/clusters.ts';
import type { Finding } from '../model/finding.ts';
import { asPlanned } from './asPlanned.ts';
import { declaredFindings, membersBefore } from './cluster.ts';
import { hubMember } from './hub.ts';
import type { Folder } from './kept/checked.ts';
import { keptRules } from './kept/ruled.ts';
import { builtSource, type Standing } from './kept/standing.ts';
import { watchFleet } from './kept/watchedFleet.ts';
import { operatorsBefore, operatorsLeaving } from './leaving.ts';
import { type OperatorNeeds, operatorFindings, operatorNeeds } from './operators.ts';
import type { Ready } from './ready.ts';
import type { Before } from './revision/before.ts';
import type { Standings } from './standings.ts';

/**
 * What the declarations, the operators and the rules say of the hub and of each cluster that is meant. Where an overlay
 * is not built, the rules are not applied: its objects are missing, and rules would treat them as deleted.
 * @param ofHub the folders of the hub
 * @param before the fleet at the base revision
 */
export async function judgeClusters(
  ready: Ready,
  { sources, byCluster, members }: Standings,
  ofHub: readonly Folder[],
  before: Before | undefined,
): Promise<readonly Finding[]> {
  const { model, rules, code, checks, announcements, meant } = ready;
  const { results, progress } = checks;
  const { locate } = model.fleet;
  const planned = new Set(model.plan.separate.map(({ path }) => path));
  const applied = keptRules(results, code.rules, rules);
  const fleet = watchFleet([...members.values()], announcements);
  const was = membersBefore(model.linked.clusters, before);
  const fleetBefore = watchFleet(was, announcements);
  const then = new Map(was.map((member) => [`${member.environment}/${member.cluster.name}`, member]));
  const findings = judgeHub(ready, ofHub);
  for (const [index, one] of meant.entries()) {
    const { environment, cluster, overlays } = one;
    const [member, standing] = [members.get(one), byCluster.get(one)];
    if (!member || !standing) continue;
    const old = then.get(`${environment.name}/${cluster.name}`);
    const where = { environment, cluster, locate };
    findings.push(...declaredIn(ready, one), ...operatorFindings(neededIn(ready, one, standing), where));
    if (overlays.every(({ path }) => sources.get(path)?.isBroken === false)) {
      findings.push(...applied({ member, fleet }, old && { member: old, fleet: fleetBefore }));
    }
    if (old) {
      const key = ['called', code.all, environment.name, cluster, old.standing.identity];
      const called = recall(results, key, () =>
        operatorsBefore(model.catalogue.operators ?? [], where, old.standing.objects()),
      );
      findings.push(...operatorsLeaving(where, called, planned));
    }
    progress.update(`applying rules: ${index + 1} of ${meant.length} clusters`);
    await setImmediate();
  }
  return findings;
}

/** What the declarations say. What has a line is said anew each time: lines move. */
function declaredIn({ model, code, checks: { results } }: Ready, one: LinkedCluster): readonly Finding[] {
  const key = keySum('declared', code.plan, one.identity);
  const known = results.get<readonly Finding[]>(key);
  if (known) return known;
  const findings = declaredFindings(one, model.fleet.locate);
  if (findings.every(({ at }) => at === undefined)) results.put(key, findings);
  return findings;
}

function judgeHub(ready: Ready, folders: readonly Folder[]): Finding[] {
  const { hub, differences, rules, code, checks, announcements } = ready;
  if (!hub) return [];
  const isAsPlanned = asPlanned(differences);
  if (!folders.every(({ target }) => isAsPlanned(target.path))) return [];
  const sources = folders.map(({ target }) => builtSource(checks.builds, target));
  if (sources.some(({ isBroken }) => isBroken)) return [];
  const member = hubMember(hub, sources);
  return [
    ...keptRules(checks.results, code.rules, rules)({ member, fleet: watchFleet([member], announcements) }, undefined),
  ];
}

/** What the objects of a cluster need of operators. */
export function neededIn({ model, code, checks }: Ready, of: LinkedCluster, standing: Standing): OperatorNeeds {
  const key = ['needs', code.all, of.environment.name, of.cluster, standing.identity];
  return recall(checks.results, key, () => operatorNeeds(model.catalogue.operators ?? [], of, standing.objects()));
}
