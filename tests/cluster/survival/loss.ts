import type { Zone } from '../../../lab/nodes/nodes.ts';
import { until } from '../../../lab/until.ts';
import { floorsOf, quorumsOf } from './floors.ts';
import { guard } from './guard.ts';
import { staying, unreplaced } from './spread.ts';
import { answers, type Keeper, type Scaler } from './state.ts';
import type { Subject } from './subject.ts';
import { unsettled } from './unsettled.ts';

/** The result of losing a zone. */
export interface Loss {
  /** Number of pods lost with the zone. */
  readonly pods: number;
  /** Number of additional pods that were requested during the loss. */
  readonly more: number;
  /** Seconds from the loss, or from the return, until … */
  readonly seconds: {
    readonly notReady: number;
    readonly evicted: number;
    readonly replaced: number;
    readonly scaled: number;
    readonly restored: number;
  };
  /** Budgets and majorities that were broken at any moment from the loss to the end of the return. */
  readonly broken: readonly string[];
}

const unreachable = 'node.kubernetes.io/unreachable';

/** Loses a zone and restores it; meanwhile workloads with an autoscaler are scaled up. */
export async function loseAndRestore({ api, watched, zones }: Subject, zone: Zone): Promise<Loss> {
  const lost = new Set<string>();
  const calm = watched.state();
  const looked = guard(watched, [...floorsOf(calm, zones.length), ...quorumsOf(calm)], lost);
  const pods = calm.pods.filter(({ spec }) => zone.nodes.includes(spec?.nodeName ?? '')).length;
  const [before, during] = [growing(calm.keepers, calm.scalers, 0), growing(calm.keepers, calm.scalers, 2)];
  const since = clock();
  const seconds = { notReady: 0, evicted: 0, replaced: 0, scaled: 0, restored: 0 };
  try {
    zone.lose();
    for (const name of zone.nodes) lost.add(name);
    looked.look();
    const ofZone = () => watched.state().nodes.filter(({ metadata }) => lost.has(metadata.name));
    await until(`the nodes of ${zone.name} are NotReady`, 120, async () => none(ofZone().filter(answers)));
    seconds.notReady = since();
    await until(`the nodes of ${zone.name} are tainted`, 120, async () =>
      none(
        ofZone().filter(
          ({ spec }) => !spec?.taints?.some((one) => one.key === unreachable && one.effect === 'NoExecute'),
        ),
      ),
    );
    await until(`the pods in ${zone.name} are evicted`, 120, async () => none(staying(watched.state().pods, lost)));
    seconds.evicted = since();
    const replaced = async () => none(unreplaced(watched.state(), lost));
    await until('pods run in the other zones instead', 120, replaced);
    seconds.replaced = since();
    const asked = clock();
    await scale(during);
    await until('a scale-up is seen', 60, async () =>
      none(during.filter(({ keeper, replicas }) => current(keeper)?.spec?.replicas !== replicas)),
    );
    await until('a scale-up during the loss runs', 120, replaced);
    seconds.scaled = asked();
  } finally {
    zone.restore();
    lost.clear();
  }
  const returned = clock();
  await scale(before);
  await until(`${zone.name} is back`, 180, async () => none(unsettled(watched.state())));
  seconds.restored = returned();
  return { pods, more: sum(during) - sum(before), seconds, broken: looked.stop() };

  async function scale(wanted: readonly Growth[]): Promise<void> {
    const patches = wanted.map(({ keeper, replicas }) =>
      api.patch(keeper, { spec: { replicas } }, { subresource: 'scale' }),
    );
    await Promise.all(patches);
  }

  function current({ kind, metadata }: Keeper): Keeper | undefined {
    return watched
      .state()
      .keepers.find(
        (one) =>
          one.kind === kind && one.metadata.name === metadata.name && one.metadata.namespace === metadata.namespace,
      );
  }
}

interface Growth {
  readonly keeper: Keeper;
  readonly replicas: number;
}

/** Deployments with an autoscaler, each with a larger number of pods within its bounds. */
function growing(keepers: readonly Keeper[], scalers: readonly Scaler[], more: number): readonly Growth[] {
  return keepers.flatMap((keeper) => {
    const { namespace, name } = keeper.metadata;
    const scaler = scalers.find(
      ({ metadata, spec }) =>
        metadata.namespace === namespace &&
        spec?.scaleTargetRef?.kind === keeper.kind &&
        spec.scaleTargetRef.name === name,
    );
    const replicas = keeper.spec?.replicas ?? 1;
    return scaler ? [{ keeper, replicas: Math.min(replicas + more, scaler.spec?.maxReplicas ?? replicas) }] : [];
  });
}

const sum = (growths: readonly Growth[]): number => growths.reduce((all, { replicas }) => all + replicas, 0);

/** For `until`: whether nothing is left, or what is. */
function none(left: readonly unknown[]): true | string {
  const [first] = left;
  if (first === undefined) return true;
  const name = (first as { metadata?: { name?: string } }).metadata?.name;
  return `${name ?? String(first)}${left.length > 1 ? ` and ${left.length - 1} more` : ''}`;
}

/** Seconds since it was made. */
function clock(): () => number {
  const start = Date.now();
  return () => Math.round((Date.now() - start) / 100) / 10;
}
