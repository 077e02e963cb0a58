import { concerns, type FleetPart, isOfPart, nameOfPart } from '../files/fleetPart.ts';
import type { Scope } from '../model/finding.ts';
import { unknownName } from './unknownName.ts';

/**
 * The part of the fleet that is asked for.
 * @param where `environment` or `environment/cluster`
 * @param app name of an app or of an operator
 * @param known what there is
 * @throws Failure, with the nearest name that exists, where there is no such environment, cluster or app
 */
export function wantedPart(where: string | undefined, app: string | undefined, known: readonly Scope[]): FleetPart {
  const [environment, ...cluster] = where?.split('/') ?? [];
  const place: FleetPart = {
    ...(environment === undefined ? {} : { environment }),
    ...(cluster.length > 0 ? { cluster: cluster.join('/') } : {}),
  };
  if (where !== undefined && !known.some((scope) => isOfPart(place, scope))) {
    const what = cluster.length > 0 ? 'cluster' : 'environment';
    throw unknownName(what, where, placesIn(known, what), 'the fleet');
  }
  if (app === undefined) return place;
  const part = { ...place, app };
  if (!known.some((scope) => isOfPart(part, scope))) {
    const apps = known.flatMap((scope) => (concerns(place, scope) ? (scope.app ?? []) : []));
    throw unknownName('app', app, distinct(apps), nameOfPart(place) || 'the fleet');
  }
  return part;
}

function placesIn(known: readonly Scope[], what: 'cluster' | 'environment'): string[] {
  return distinct(
    known.flatMap(({ environment, cluster }) => {
      if (environment === undefined || (what === 'cluster' && cluster === undefined)) return [];
      return what === 'cluster' ? `${environment}/${cluster}` : environment;
    }),
  );
}

const distinct = (names: readonly string[]) => [...new Set(names)].sort();
