import { Type } from 'typebox';
import { clusterApp, type Shared } from '../blocks/platform/clusterApp.ts';
import type { Cloud } from '../model/settings/index.ts';
import { exampleClusters } from './clusters.ts';
import { exampleInputs } from './inputs.ts';

/** What a cluster-wide app's objects are built from in each cloud, for tests. */
export function platformOf(cloud: Cloud): Shared {
  const app = clusterApp('example', {
    source: 'apps/example.ts',
    stage: 'platform',
    settings: Type.Object({}),
    parts: [],
  });
  return { inputs: exampleInputs(app, exampleClusters[cloud]), labels: { 'app.kubernetes.io/name': 'example' } };
}
