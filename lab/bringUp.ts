import type { Say } from '../generators/programs/toolchain.ts';
import { applyAll, inSteps, refuse } from './apply.ts';
import { definitions, install } from './definitions.ts';
import type { BuiltCluster } from './fleet.ts';
import type { Lab, LabCluster } from './lab.ts';
import { simulatedKinds } from './simulator/kinds.ts';
import { startSimulator } from './simulator/simulator.ts';

/**
 * Starts a cluster as an `environment.yaml` describes it: its zones and nodes, all kinds, the simulator in place of
 * operators, and on request all objects of its overlays.
 * @throws Failure when an object is not accepted
 */
export async function bringUp(
  lab: Lab,
  { name, cluster: settings, objects }: BuiltCluster,
  { apply, progress }: { readonly apply: boolean; readonly progress: Say },
): Promise<LabCluster> {
  progress(`starting ${name}`);
  const cluster = await lab.cluster(settings.name, settings);
  progress(`${name}: installing the kinds of all operators`);
  await install(cluster.api, await definitions(progress));
  const simulator = await startSimulator(cluster.api, {
    log: () => {},
    kinds: simulatedKinds.map(({ kind }) => kind),
  });
  lab.beforeStop(() => simulator.stop());
  if (!apply) return cluster;
  progress(`${name}: applying its overlays`);
  for (const step of inSteps([...objects.values()].flat())) refuse(name, await applyAll(cluster.api, step));
  return cluster;
}
