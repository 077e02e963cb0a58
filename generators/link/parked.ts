import type { App } from '../model/app.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { Running } from './running.ts';

/** An app that has a folder in a cluster and nothing in it. */
export interface Parked {
  readonly app: App;
  /** `waiting` until its data can be written in this cluster; `retiring` while it is being removed. */
  readonly why: 'waiting' | 'retiring';
}

/**
 * Apps that belong to a cluster and hold nothing there. Their folders stay, empty, so that Argo CD takes down what they
 * held: without a folder an Application breaks, and everything it made runs on. In the order of the catalogue.
 */
export function parkedIn({ apps }: Pick<Catalogue, 'apps'>, { waiting, retiring }: Running): readonly Parked[] {
  return apps.flatMap((app): Parked[] => {
    if (retiring.includes(app)) return [{ app, why: 'retiring' }];
    return waiting.has(app) ? [{ app, why: 'waiting' }] : [];
  });
}
