import { podsOfOwner } from '../blocks/workload/pods.ts';
import type { ScaledWorkload } from '../blocks/workload/workload.ts';
import type { Edge } from '../model/edge.ts';
import type { Inputs } from '../model/inputs.ts';
import type { Cloud } from '../model/settings/index.ts';
import { exampleClusters } from './clusters.ts';
import { fleetSettings } from './fleetSettings.ts';
import { exampleRuntime } from './runtime.ts';
import { exampleSpec } from './spec.ts';

const owner = { name: 'shop', namespace: 'backend' };
const labels = { 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/part-of': 'example' };

/** A workload that uses nothing and has nothing to configure. */
export const exampleWorkload: ScaledWorkload = {
  owner,
  pods: podsOfOwner(owner, labels),
  labels,
  runtime: exampleRuntime,
  inputs: inputsUsing('aws'),
  settings: { resources: exampleSpec.resources },
  priority: exampleSpec.priority,
  config: {},
  secrets: {},
  files: [],
  devices: {},
  beside: [],
  writable: {},
  claims: {},
  jobs: [],
  podFields: {},
  probes: {},
  command: [],
  args: [],
  serviceAnnotations: {},
  scale: exampleSpec.scale,
};

/** Inputs of an app that uses these edges in a cluster of this cloud. */
export function inputsUsing(cloud: Cloud, ...edges: readonly Edge[]): Inputs {
  return {
    fleet: fleetSettings,
    cluster: { ...exampleClusters[cloud], identities: { shop: 'identity-of-shop' } },
    graph: { uses: Object.fromEntries(edges.map((edge, index) => [String(index), { edge }])), usedBy: [] },
  } as unknown as Inputs;
}
