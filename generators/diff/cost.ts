import type { Capacity, PodRequests } from '../model/knowledge.ts';
import type { CloudPrices, PricesSettings } from '../model/settings/index.ts';

/** What a capacity costs in a month, with every scaler at its minimum and at its maximum. */
export interface MonthlyCost {
  readonly least: number;
  readonly most: number;
}

/** Hours of a month: a twelfth of 8,760. */
const hours = 730;
const gibibyte = 2 ** 30;

/** The cost of what pods and volumes request in a cloud; undefined where nobody says what that costs. */
export function costOf(capacity: Capacity, cloud: string, prices: PricesSettings | undefined): MonthlyCost | undefined {
  const unit = prices?.clouds[cloud];
  if (!unit) return undefined;
  const of = (amounts: PodRequests) => podsCost(amounts, unit) + (capacity.storage / gibibyte) * unit.storageMonth;
  return { least: of(capacity.least), most: of(capacity.most) };
}

const podsCost = ({ cpu, memory }: PodRequests, { cpuHour, memoryHour }: CloudPrices) =>
  (cpu * cpuHour + (memory / gibibyte) * memoryHour) * hours;
