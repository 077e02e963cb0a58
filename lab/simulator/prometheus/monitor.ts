import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import {
  type Monitor,
  monitorPods,
  monitorSet,
  podManagement,
  shardLabel,
} from '../../../generators/upstream/prometheusOperator.ts';
import type { LabelMap, Live } from '../model.ts';

interface Spec extends Partial<Omit<IPodSpec, 'containers' | 'initContainers'>> {
  readonly replicas?: number;
  readonly shards?: number;
  readonly paused?: boolean;
  readonly image?: string;
  readonly resources?: IContainer['resources'];
  readonly containers?: readonly IContainer[];
  readonly initContainers?: readonly IContainer[];
  readonly podMetadata?: { readonly labels?: LabelMap };
  readonly podManagementPolicy?: string;
  readonly portName?: string;
  readonly serviceName?: string;
  readonly ruleSelector?: object;
}

/** A Prometheus or an Alertmanager, with the fields that pods are made of. */
export type MonitorObject = Live<Spec>;

/** Name and labels of what is made of one shard, and the labels that select its pods. */
export function shardOf(kind: Monitor, { metadata, spec }: MonitorObject, shard: number) {
  const selector: LabelMap = {
    ...monitorPods(kind, metadata.name),
    ...(kind === 'Prometheus' && { [shardLabel]: String(shard) }),
  };
  return {
    name: monitorSet(kind, metadata.name, shard),
    namespace: metadata.namespace ?? '',
    labels: { ...spec?.podMetadata?.labels, ...selector },
    selector,
  };
}

/** Numbers of the shards: one, unless a Prometheus has more. */
export function shardsOf(kind: Monitor, { spec }: MonitorObject): readonly number[] {
  const count = kind === 'Prometheus' ? Math.max(1, spec?.shards ?? 1) : 1;
  return Array.from({ length: count }, (_, shard) => shard);
}

/** Whether its pods start at the same time. */
export function startsAtOnce({ spec }: MonitorObject): boolean {
  return (spec?.podManagementPolicy ?? podManagement) === podManagement;
}
