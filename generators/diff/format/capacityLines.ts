import { formatBytes, formatCores } from '../../model/quantity.ts';
import type { CapacityChange } from '../capacity.ts';

/** What each cluster asks for, in one line: what stays the same is left out. */
export function capacityLines(changes: readonly CapacityChange[]): string[] {
  return changes.map(({ cluster, cloud, zones, before, after }) => {
    const parts = [
      step('pods at least', before.least.pods, after.least.pods, String),
      step('pods at most', before.most.pods, after.most.pods, String),
      step('CPU at least', before.least.cpu, after.least.cpu, formatCores),
      step('CPU at most', before.most.cpu, after.most.cpu, formatCores),
      step('memory at least', before.least.memory, after.least.memory, formatBytes),
      step('memory at most', before.most.memory, after.most.memory, formatBytes),
      step('volumes', before.storage, after.storage, formatBytes),
    ].flat();
    return `  ${cluster} (${cloud}, ${zones} zones): ${parts.join('; ')}`;
  });
}

function step(what: string, from: number, to: number, format: (value: number) => string): string[] {
  if (Math.abs(from - to) < 1e-9) return [];
  const more = to > from ? `+${format(to - from)}` : `−${format(from - to)}`;
  return [`${what} ${format(from)} → ${format(to)} (${more})`];
}
