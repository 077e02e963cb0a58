import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { quantity } from '../../generators/model/quantity.ts';
import { list } from './reading.ts';

/** Amounts by resource name, in base units: cores, bytes. */
export type Amounts = Readonly<Record<string, number>>;

/**
 * What the scheduler reserves for one pod: the sum of its containers, or its largest moment during initialisation.
 * Sidecars count in both: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podAmounts(pod: Partial<IPodSpec>, part: 'requests' | 'limits'): Amounts {
  const running: Record<string, number> = {};
  const starting: Record<string, number> = {};
  for (const { resources, restartPolicy } of list(pod.initContainers)) {
    const own = amounts(resources?.[part]);
    if (restartPolicy === 'Always') add(running, own);
    else raise(starting, sum([running, own]));
  }
  for (const { resources } of list(pod.containers)) add(running, amounts(resources?.[part]));
  raise(running, starting);
  add(running, amounts(part === 'requests' ? pod.overhead : undefined));
  return running;
}

/** The quantities of a map, such as a container's requests; what is no quantity counts nothing. */
export function amounts(quantities: Readonly<Record<string, unknown>> | null | undefined): Amounts {
  const found: Record<string, number> = {};
  for (const [name, value] of Object.entries(quantities ?? {})) found[name] = quantity(value) ?? 0;
  return found;
}

/** Sum by resource name. */
export function sum(all: readonly Amounts[]): Amounts {
  const total: Record<string, number> = {};
  for (const one of all) add(total, one);
  return total;
}

/** The same amounts so many times. */
export function times(one: Amounts, factor: number): Amounts {
  return Object.fromEntries(Object.entries(one).map(([name, value]) => [name, value * factor]));
}

function add(total: Record<string, number>, more: Amounts): void {
  for (const [name, value] of Object.entries(more)) total[name] = (total[name] ?? 0) + value;
}

function raise(total: Record<string, number>, other: Amounts): void {
  for (const [name, value] of Object.entries(other)) total[name] = Math.max(total[name] ?? 0, value);
}
