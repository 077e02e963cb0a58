import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Resource } from '../../../generators/model/resource.ts';
import type { Say } from '../../../generators/programs/toolchain.ts';
import { applyAll, inSteps, type Refusal } from '../../../lab/apply.ts';
import { definesOneOf, definitions, install } from '../../../lab/definitions.ts';
import type { BuiltCluster } from '../../../lab/fleet.ts';
import { type LabCluster, openLab } from '../../../lab/lab.ts';
import { simulatedKinds } from '../../../lab/simulator/kinds.ts';
import type { Live } from '../../../lab/simulator/model.ts';
import { startSimulator } from '../../../lab/simulator/simulator.ts';
import { until } from '../../../lab/until.ts';
import { unsettled } from './unsettled.ts';
import { type Watched, watchCluster } from './watched.ts';

/** A cluster of the repository as it runs in the lab. */
export interface Subject extends LabCluster {
  readonly objects: readonly Resource[];
  readonly watched: Watched;
  /** How many nodes it has. */
  readonly nodeCount: number;
  /** Applies all objects of the cluster, as Argo CD does. Returns an empty list when all are accepted. */
  apply(): Promise<Refusal[]>;
  /** Waits until all applied workloads run. */
  settled(): Promise<void>;
  /** Uncordons drained nodes. */
  uncordon(nodes: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a cluster with its zones and nodes, its kinds, and the simulator; it has no objects yet.
 * @param later objects that it gets in the course of the test: it has their kinds, too
 */
export async function startSubject(
  { name, cluster: settings, objects: apps }: Pick<BuiltCluster, 'name' | 'cluster' | 'objects'>,
  progress: Say,
  later: readonly Resource[] = [],
): Promise<Subject> {
  const lab = await openLab({ progress });
  try {
    const objects = [...apps.values()].flat();
    const cluster = await lab.cluster(name.replace('/', '-'), settings);
    const { api } = cluster;
    await install(api, (await definitions(progress)).filter(definesOneOf([...objects, ...later, ...simulatedKinds])));
    const log = (line: string) => appendFileSync(join(lab.folder, 'logs', 'simulator.log'), `${line}\n`);
    const simulator = await startSimulator(api, { log, kinds: simulatedKinds.map(({ kind }) => kind) });
    const watched = watchCluster(api);
    const [first, then] = inSteps(objects);
    return {
      ...cluster,
      objects,
      watched,
      nodeCount: cluster.zones.flatMap(({ nodes }) => nodes).length,
      async settled() {
        // Autoscalers set the wanted number of pods first.
        await until('autoscalers are at work', 60, async () => {
          const idle = watched.state().scalers.find(({ status }) => !status?.conditions);
          return idle === undefined || idle.metadata.name;
        });
        await until('every pod runs', 300, async () => {
          const [first, ...others] = unsettled(watched.state());
          return first === undefined || `${first}, and ${others.length} more`;
        });
      },
      async uncordon(nodes) {
        for (const name of nodes) {
          await api.patch({ apiVersion: 'v1', kind: 'Node', metadata: { name } }, { spec: { unschedulable: null } });
        }
      },
      async apply() {
        const refusals = await applyAll(api, first);
        await until('quotas are counted', 60, async () => {
          const quotas = await api.list<Live<unknown, { hard?: object }>>('v1', 'ResourceQuota');
          return quotas.every(({ status }) => status?.hard) || 'some are not';
        });
        return [...refusals, ...(await applyAll(api, then))];
      },
      async stop() {
        await Promise.all([simulator.stop(), watched.stop()]);
        await lab.stop();
      },
    };
  } catch (error) {
    await lab.stop();
    throw error;
  }
}
