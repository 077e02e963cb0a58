import type { App } from '../model/app.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { Running } from './running.ts';

/** Parked app: it has a folder in a cluster and no object in it. */
export interface Parked {
  readonly app: App;
  /** `waiting` until its data can be written in this cluster; `retiring` while it is being removed. */
  readonly why: 'waiting' | 'retiring';
}

/**
 * Parked apps of a cluster, in the order of the catalogue. Their folders stay, empty, so that Argo CD prunes the
 * objects that they had: without a folder the Application fails, and the objects keep running.
 */
export function parkedIn({ apps }: Pick<Catalogue, 'apps'>, { waiting, retiring }: Running): readonly Parked[] {
  return apps.flatMap((app): Parked[] => {
    if (retiring.includes(app)) return [{ app, why: 'retiring' }];
    return waiting.has(app) ? [{ app, why: 'waiting' }] : [];
  });
}
