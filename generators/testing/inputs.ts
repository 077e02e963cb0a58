import Value from 'typebox/value';
import { referenceEnvironment } from '../link/reference.ts';
import type { App } from '../model/app.ts';
import type { AppSettings, ClusterFacts, Inputs } from '../model/inputs.ts';
import { fleetSettings } from './fleetSettings.ts';

/** What an app is rendered from in a cluster, for tests: its default settings, and what is given instead of them. */
export function exampleInputs(
  app: App,
  cluster: ClusterFacts,
  settings: Readonly<Record<string, unknown>> = {},
): Inputs {
  return {
    fleet: fleetSettings,
    environment: referenceEnvironment,
    cluster,
    settings: { ...(Value.Create(app.settings) as unknown as AppSettings), ...settings },
    images: app.images,
    graph: { uses: Object.fromEntries(Object.entries(app.uses).map(([alias, edge]) => [alias, { edge }])), usedBy: [] },
  };
}
