import { formatBytes, formatCores } from '../../generators/model/quantity.ts';
import { nameOf, type Resource } from '../../generators/model/resource.ts';
import { type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { nodeAmounts, type PlacedPods, podsByClass } from '../cluster/placed.ts';
import { capacityIn } from '../cluster/room.ts';
import { quota } from '../example/platform.ts';
import { withField } from '../example/withField.ts';
import { scaledObject } from '../example/worker.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { times } from '../kubernetes/requests.ts';
import { type ClockTrigger, clockTriggers } from '../systems/keda.ts';

const campaign = (pods: number, start = '45 8 26 11 *', end = '0 14 26 11 *') => ({
  type: 'cron',
  name: `campaign-${start}`,
  metadata: { timezone: 'UTC', start, end, desiredReplicas: String(pods) },
});

/** The example's worker with further triggers. */
const during = (...triggers: readonly object[]): Resource =>
  withField(scaledObject, 'spec.triggers', [...(scaledObject.spec as { triggers: object[] }).triggers, ...triggers]);

const campaignFits = rule({
  code: 'campaign-fits',
  severity: 'error',
  title: 'A campaign asks for no more pods than its app may have, and for what the nodes that may exist can hold.',
  why:
    'A campaign is announced to users: what is missing then is missing in front of all of them. An autoscaler stops at its ' +
    'maximum and the provisioner at the most nodes, and neither says so before. https://keda.sh/docs/latest/scalers/cron/',
  fix: 'Allow more or larger nodes in environment.yaml, want fewer pods in campaigns, or raise the maximum of the app.',
  *check(view) {
    const triggers = clockTriggers(view);
    for (const { scaler, field, pods } of triggers) {
      if (pods <= scaler.max) continue;
      const message = `It wants ${pods} pods, and the maximum is ${scaler.max}.`;
      yield { object: scaler.built, field, message };
    }
    const seen = new Set<string>();
    for (const one of triggers) {
      if (seen.has(one.name)) continue;
      seen.add(one.name);
      const together = triggers.filter((other) => meet(one, other));
      for (const placed of podsByClass(view)) yield* tooMany(view, one, together, placed);
    }
  },
  passes: [
    { title: 'a campaign that nodes can hold', objects: [during(campaign(4))] },
    {
      title: 'two campaigns on different days, which are not there together',
      cluster: { nodes: { general: { cpu: '4', memory: '16Gi', maxPerZone: 1 } } },
      objects: [during(campaign(4), campaign(4, '0 8 1 3 *', '0 9 1 3 *'))],
    },
    { title: 'a schedule of every day', objects: [during(campaign(4, '0 8 * * *', '0 9 * * *'))] },
  ],
  fails: [
    { title: 'more pods than there may be', objects: [during(campaign(500))] },
    {
      title: 'more than the nodes can hold over the new year',
      cluster: { nodes: { general: { cpu: '4', memory: '16Gi', maxPerZone: 1 } } },
      objects: [
        withField(during(campaign(30, '0 20 31 12 *', '0 4 1 1 *')), 'spec.maxReplicaCount', 40),
        withField(quota, 'spec.hard', { pods: '200' }),
      ],
    },
  ],
});

/** Whether two of them may be on at the same time: days are whole, because time zones differ. */
function meet({ days: [first, last] }: ClockTrigger, { days: [start, end] }: ClockTrigger): boolean {
  const within = (day: number, from: number, to: number) =>
    from <= to ? from <= day && day <= to : day >= from || day <= to;
  return within(start, first, last) || within(first, start, end);
}

function* tooMany(
  { cluster }: ClusterView,
  { name }: ClockTrigger,
  together: readonly ClockTrigger[],
  { classes, pods }: PlacedPods,
): Iterable<Violation> {
  const asked = (one: PodGroup) => together.filter(({ scaler }) => isOf(scaler, one));
  const needs = pods.map((one) => ({
    one,
    need: times(one.requests, Math.max(one.replicas.min, ...asked(one).map((trigger) => trigger.pods))),
  }));
  const capacity = capacityIn(classes, cluster.zones.length);
  for (const key of nodeAmounts) {
    const total = needs.reduce((sum, { need }) => sum + (need[key] ?? 0), 0);
    if (total <= (capacity[key] ?? 0) * (1 + 1e-9)) continue;
    const [largest] = needs
      .filter(({ one }) => asked(one).length > 0)
      .sort((a, b) => (b.need[key] ?? 0) - (a.need[key] ?? 0));
    const trigger = largest && asked(largest.one)[0];
    // Without a campaign among them they are the business of nodes-fit.
    if (!trigger) continue;
    const show = key === 'cpu' ? formatCores : formatBytes;
    const message = `While ${name} lasts, all workloads request ${show(total)}, most of what it adds for ${nameOf(largest.one.built.resource)}; the cluster can hold ${show(capacity[key] ?? 0)}.`;
    yield { object: trigger.scaler.built, field: trigger.field, message };
  }
}

function isOf({ target, namespace }: ClockTrigger['scaler'], { workload }: PodGroup): boolean {
  return workload?.kind === target.kind && workload.name === target.name && workload.namespace === namespace;
}

export default campaignFits;
