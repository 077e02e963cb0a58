import type { SettingsMistake } from '../../../model/app.ts';
import type { AppSettings, Inputs } from '../../../model/inputs.ts';
import type { MemoryNeed } from '../../sizes/memoryNeed.ts';
import { memoryPath, needParts, tooSmall } from '../../sizes/tooSmall.ts';
import type { MemberSize } from './members.ts';

/** What programs of monitoring take once they have started. Each series and each dashboard that is open comes on top. */
export const monitoringNeeds = {
  alertmanager: { idle: '34Mi', source: 'Alertmanager 0.33.1 with one receiver: VmRSS after 30 s' },
  grafana: { idle: '512M', source: 'https://grafana.com/docs/grafana/v13.2/setup-grafana/installation/' },
  prometheus: { idle: '65Mi', source: 'Prometheus 3.13.2 without targets: VmRSS after 30 s' },
} as const satisfies Readonly<Record<string, MemoryNeed>>;

/** A mistake where a program of monitoring has less memory than it takes idle. */
export function leastMemory(app: keyof typeof monitoringNeeds, { settings }: Inputs): SettingsMistake[] {
  const { memory } = (settings as AppSettings & Pick<MemberSize, 'resources'>).resources;
  const need = monitoringNeeds[app];
  return tooSmall(app, [{ path: memoryPath, given: memory, parts: needParts(need), source: need.source }]);
}
