import { concerns, type FleetPart } from '../files/fleetPart.ts';
import { scopeOfPath } from '../files/scopeOfPath.ts';
import { formatPosition } from '../model/position.ts';
import type { ClusterView } from '../model/rule.ts';
import { viewOf } from '../model/view.ts';
import type { Cause } from './causes/causesOf.ts';
import type { SettingChange } from './causes/settingsChanges.ts';
import type { ClusterPair } from './clusterPairs.ts';

/** A change with the settings that it follows from. */
interface Caused {
  readonly causes: readonly Cause[];
}

/** The settings of a part that differ: not those from which changes elsewhere follow, and none here. */
export function settingsOfPart(
  part: FleetPart,
  settings: readonly SettingChange[],
  shown: readonly Caused[],
  whole: readonly Caused[],
): readonly SettingChange[] {
  const causes = (changes: readonly Caused[]) =>
    new Set(changes.flatMap((change) => change.causes.map(({ at }) => formatPosition(at))));
  const [here, anywhere] = [causes(shown), causes(whole)];
  return settings.filter(({ at }) => {
    const place = formatPosition(at);
    return concerns(part, scopeOfPath(at.file)) && (here.has(place) || !anywhere.has(place));
  });
}

/** The clusters of a part, with the objects of its app alone where it is one. */
export function partOfPairs(pairs: readonly ClusterPair[], part: FleetPart): readonly ClusterPair[] {
  const { app } = part;
  const ofApp = (view: ClusterView): ClusterView =>
    app === undefined
      ? view
      : viewOf(
          view.environment,
          view.cluster,
          view.all.filter((one) => one.app === app),
        );
  return pairs
    .filter(({ after }) => concerns(part, { environment: after.environment, cluster: after.cluster.name }))
    .map(({ before, after }) => ({ before: before && ofApp(before), after: ofApp(after) }));
}
