import Value from 'typebox/value';
import { referenceEnvironment } from '../link/reference.ts';
import type { App } from '../model/app.ts';
import type { AppSettings, ClusterFacts, Inputs } from '../model/inputs.ts';
import { fleetSettings } from './fleetSettings.ts';

/** Inputs of an app in a cluster, for tests: its default settings, with changes. */
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
