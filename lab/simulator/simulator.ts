import { setTimeout as sleep } from 'node:timers/promises';
import { groupOf } from '../../generators/model/resource.ts';
import type { KubernetesApi } from '../api/client.ts';
import { createActor } from './act.ts';
import { kedaKinds, simulatedKinds } from './kinds.ts';
import type { Live, Simulated } from './model.ts';
import { createSight } from './objectCache.ts';

/** A running simulator. */
export interface Simulator {
  /** Stops its watches and its present round. Objects that it created stay. */
  stop(): Promise<void>;
}

export interface SimulatorOptions {
  /** Receives one line for each action, and one for each new error. */
  readonly log: (line: string) => void;
  /** Kinds to simulate. Default: all except those of KEDA, which a lab can run. */
  readonly kinds?: readonly string[];
}

/** Milliseconds for which changes are collected before a round, and after which a round runs without a change. */
const [gather, atLatest] = [50, 5_000];

/**
 * Simulates operators that do not run in the lab: for their custom resources it creates the pods, budgets, Services and
 * Secrets that they would create, and reports the status that they would report; no databases, no brokers. It is
 * written from the operators' sources, independent of `policies/`, which reads the same sources. After any change it
 * evaluates all objects: pure functions compute the wanted state ({@link Simulated}), and only differences are written.
 * The annotation of `health.ts` makes an object report a fault.
 */
export async function startSimulator(api: KubernetesApi, options: SimulatorOptions): Promise<Simulator> {
  const log = (line: string) => options.log(`simulated operators: ${line}`);
  const kinds = simulatedKinds.filter(({ kind }) => options.kinds?.includes(kind) ?? !kedaKinds.includes(kind));
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

  const core = ['Pod', 'Node', 'Secret', 'ConfigMap'].map((kind) => ({ apiVersion: 'v1', kind }));
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

/** Runs all tasks, some at a time. True when all of them returned true. */
async function all(tasks: readonly (() => Promise<boolean>)[], atOnce: number): Promise<boolean> {
  const left = tasks.values();
  let isWell = true;
  const work = async () => {
    for (const task of left) isWell = (await task()) && isWell;
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return isWell;
}
