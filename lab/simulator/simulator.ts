import { setTimeout as sleep } from 'node:timers/promises';
import { groupOf } from '../../generators/model/resource.ts';
import type { KubernetesApi } from '../api/client.ts';
import { createActor } from './act.ts';
import { keda, simulatedKinds } from './kinds.ts';
import type { Live, Simulated } from './model.ts';
import { createSight } from './world.ts';

/** A running simulator. */
export interface Simulator {
  /** Ends its watches and its present round. What it made stays. */
  stop(): Promise<void>;
}

export interface SimulatorOptions {
  /** Gets one line for each thing it does, and one for each new kind of trouble. */
  readonly log: (line: string) => void;
  /** Kinds to stand in for. Default: all but those of KEDA, which a lab can run. */
  readonly kinds?: readonly string[];
}

/** Milliseconds in which changes gather before a round, and after which a round comes anyhow. */
const [gather, atLatest] = [50, 5_000];

/**
 * Stands in for operators that do not run in the lab: for their custom resources it makes the pods, budgets, Services and
 * Secrets that they would make, and reports the status that they would report; no databases, no brokers. Who decides
 * what is in a pod is written down here from the operators' sources, apart from how `policies/` reads them.
 *
 * After any change it looks at everything: what follows from what is there is worked out purely ({@link Simulated}) and
 * only what differs from before is written. The annotation of `health.ts` makes an object report trouble.
 */
export async function startSimulator(api: KubernetesApi, options: SimulatorOptions): Promise<Simulator> {
  const log = (line: string) => options.log(`simulated operators: ${line}`);
  const kinds = simulatedKinds.filter(({ kind }) => options.kinds?.includes(kind) ?? !keda.includes(kind));
  const ended = new AbortController();
  const { signal } = ended;
  const sight = createSight();
  const actor = createActor(api, log);
  const said = new Map<string, string>();
  let wake = () => {};
  let isChanged = true;
  const change = () => {
    isChanged = true;
    wake();
  };

  const core = ['Pod', 'Node', 'Secret'].map((kind) => ({ apiVersion: 'v1', kind }));
  for (const { apiVersion, kind } of core) {
    for (const object of await api.list<Live>(apiVersion, kind)) sight.put(object);
  }
  const watches = [...core, ...kinds].map(({ apiVersion, kind }) =>
    api.watch<Live>(
      apiVersion,
      kind,
      (type, object) => {
        if (type === 'DELETED') sight.remove(object);
        else sight.put(object);
        change();
      },
      { signal },
    ),
  );

  async function round(): Promise<boolean> {
    const world = sight.look(new Date());
    const each = async (one: Simulated, object: Live): Promise<boolean> => {
      const id = `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`;
      try {
        await actor.act(one, object, world);
        said.delete(id);
        return true;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (said.get(id) !== message && !signal.aborted) log(`${id}: ${message}`);
        said.set(id, message);
        return false;
      }
    };
    const tasks = kinds.flatMap((one) =>
      sight.all(`${groupOf(one)}/${one.kind}`).map((object) => () => each(one, object)),
    );
    return all(tasks, 8);
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      isChanged = false;
      const isWell = await round();
      if (!isChanged) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        await Promise.race([woken, sleep(isWell ? atLatest : 500, undefined, { signal }).catch(() => {})]);
      }
      await sleep(gather, undefined, { signal }).catch(() => {});
    }
  }

  const running = run();
  return {
    async stop() {
      ended.abort();
      wake();
      await Promise.all([running, ...watches]);
    },
  };
}

/** Runs all, some at a time. True when all were. */
async function all(tasks: readonly (() => Promise<boolean>)[], atOnce: number): Promise<boolean> {
  const left = tasks.values();
  let isWell = true;
  const work = async () => {
    for (const task of left) isWell = (await task()) && isWell;
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return isWell;
}
