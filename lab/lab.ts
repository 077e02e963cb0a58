import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Say } from '../generators/programs/toolchain.ts';
import { type ApiServer, startApiServer } from './controlPlane/apiServer.ts';
import { controlPlanePrograms, startControlPlane } from './controlPlane/controlPlane.ts';
import { startNodes, type Topology, type Zone } from './nodes/nodes.ts';
import { createProcesses, type Processes } from './processes/processes.ts';
import { labProgram, labPrograms } from './programs.ts';

/** A cluster of the lab. */
export interface LabCluster extends ApiServer {
  readonly name: string;
  /** The folder of its state, for further programs of the cluster. */
  readonly folder: string;
  /** Empty without a topology. */
  readonly zones: readonly Zone[];
}

/** Kubernetes on this machine, as plain processes. */
export interface Lab {
  readonly folder: string;
  readonly processes: Processes;
  /**
   * Starts a cluster: its control plane, and with a topology its nodes.
   * @throws Failure when a program does not start, with the last lines of its log
   */
  cluster(name: string, topology?: Topology): Promise<LabCluster>;
  /**
   * Starts a cluster without controllers, scheduler and nodes, for programs that only read and write objects.
   * @throws Failure as {@link cluster}
   */
  apiServer(name: string): Promise<LabCluster>;
  /** Registers an action to run before the processes are stopped, for example to stop their clients. */
  beforeStop(action: () => unknown): void;
  /** Stops all processes, and deletes the folder if the lab created it. */
  stop(): Promise<void>;
}

export interface LabOptions {
  /** For its state and logs: one that no lab has used. Default: a temporary one that `stop` deletes. */
  readonly folder?: string;
  readonly progress: Say;
}

/**
 * Opens a lab: builds the programs of a control plane if necessary, and starts none yet. All programs that it starts
 * later are killed when this process exits or is killed.
 */
export async function openLab({ folder: own, progress }: LabOptions): Promise<Lab> {
  const programs = await labPrograms(controlPlanePrograms, progress);
  const folder = own ?? mkdtempSync(join(tmpdir(), 'lab-'));
  mkdirSync(folder, { recursive: true });
  const processes = createProcesses(programs.kit, folder);
  const clusters: LabCluster[] = [];
  const actions: (() => unknown)[] = [];
  const keep = (name: string, server: ApiServer, zones: readonly Zone[]): LabCluster => {
    const cluster = { ...server, name, folder: join(folder, name), zones };
    clusters.push(cluster);
    return cluster;
  };
  return {
    folder,
    processes,
    async cluster(name, topology) {
      const controlPlane = await startControlPlane(name, join(folder, name), programs, processes);
      const zones = topology
        ? await startNodes(name, controlPlane, topology, await labProgram('kwok', progress), processes)
        : [];
      return keep(name, controlPlane, zones);
    },
    async apiServer(name) {
      return keep(name, await startApiServer(name, join(folder, name), programs, processes), []);
    },
    beforeStop: (action) => void actions.push(action),
    async stop() {
      for (const action of actions.splice(0).reverse()) await action();
      await processes.stop();
      for (const { release } of clusters.splice(0)) release();
      if (!own) rmSync(folder, { recursive: true, force: true });
    },
  };
}
