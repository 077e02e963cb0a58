import { counted } from '../../console/counted.ts';
import type { PodRequests } from '../../model/knowledge.ts';
import { formatBytes, formatCores } from '../../model/quantity.ts';
import { type CapacityChange, type Demand, sumOf } from '../capacity.ts';
import type { MonthlyCost } from '../cost.ts';

/**
 * What each cluster asks for, then what those of a cloud and all of them do: what stays the same is left out.
 * @param currency of costs
 */
export function capacityLines(changes: readonly CapacityChange[], currency = ''): string[] {
  const clouds = [...Map.groupBy(changes, ({ cloud }) => cloud)].filter(([, those]) => those.length > 1);
  const all = new Set(changes.map(({ cloud }) => cloud)).size > 1 ? [['all clouds', changes] as const] : [];
  return [
    ...changes.flatMap(({ cluster, cloud, zones, before, after }) => [
      `  ${cluster} (${cloud}, ${counted(zones, 'zone')})`,
      ...rows(before, after, currency),
    ]),
    ...[...clouds, ...all].flatMap(([cloud, those]) => {
      const [before, after] = [sumOf(those.map((one) => one.before)), sumOf(those.map((one) => one.after))];
      const lines = rows(before, after, currency);
      return lines.length === 0 ? [] : [`  ${cloud}, the ${those.length} clusters that change`, ...lines];
    }),
  ];
}

function rows(before: Demand, after: Demand, currency: string): string[] {
  const [least, most] = [amounts(before.least, after.least), amounts(before.most, after.most)];
  const isSame = least.join() === most.join();
  const cost = (which: keyof MonthlyCost) =>
    before.cost || after.cost
      ? step('', before.cost?.[which] ?? 0, after.cost?.[which] ?? 0, (value) => `${Math.round(value)} ${currency}`)
      : [];
  const [cheapest, dearest] = [cost('least'), cost('most')];
  return [
    ...(isSame ? row('at least and at most', least) : [...row('at least', least), ...row('at most', most)]),
    ...row('one zone, at most', amounts(before.zone, after.zone)),
    ...row('volumes', step('', before.storage, after.storage, formatBytes)),
    ...(cheapest.join() === dearest.join()
      ? row('a month', cheapest)
      : [...row('a month, at least', cheapest), ...row('a month, at most', dearest)]),
  ];
}

const row = (head: string, parts: readonly string[]) =>
  parts.length === 0 ? [] : [`    ${head}: ${parts.join('; ')}`];

const amounts = (before: PodRequests, after: PodRequests) => [
  ...step('pods ', before.pods, after.pods, String),
  ...step('CPU ', before.cpu, after.cpu, formatCores),
  ...step('memory ', before.memory, after.memory, formatBytes),
];

function step(what: string, from: number, to: number, format: (value: number) => string): string[] {
  if (Math.abs(from - to) < 1e-9) return [];
  const more = to > from ? `+${format(to - from)}` : `−${format(from - to)}`;
  return [`${what}${format(from)} → ${format(to)} (${more})`];
}
