import type { App } from '../model/app.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { Running } from './running.ts';

/** An app whose folder in a cluster is empty. */
export interface Parked {
  readonly app: App;
  /**
   * `waiting` until its data can be written in this cluster; `other-gateway` while this cluster has another gateway than
   * those it runs with; `retiring` while it is being removed.
   */
  readonly why: 'waiting' | 'other-gateway' | 'retiring';
}

/**
 * Apps of a cluster that have no objects there. Their folders remain, empty, so that Argo CD prunes the objects:
 * without a folder the Application fails to compare, and its objects keep running. In the order of the catalogue.
 */
export function parkedIn(
  { apps }: Pick<Catalogue, 'apps'>,
  { waiting, otherGateway, retiring }: Running,
): readonly Parked[] {
  return apps.flatMap((app): Parked[] => {
    if (retiring.includes(app)) return [{ app, why: 'retiring' }];
    if (otherGateway.includes(app)) return [{ app, why: 'other-gateway' }];
    return waiting.has(app) ? [{ app, why: 'waiting' }] : [];
  });
}
