import type { SettingsMistake } from '../../../model/app.ts';
import type { Inputs } from '../../../model/inputs.ts';

/** A mistake where a program that works with the cluster's own Prometheus runs beside one outside. */
export function withoutPrometheus(app: string, what: string, { cluster }: Pick<Inputs, 'cluster'>): SettingsMistake[] {
  if (!cluster.prometheus) return [];
  return [
    {
      code: 'without-prometheus',
      path: ['enabled'],
      message: `${what}, and ${cluster.name} has the Prometheus at ${cluster.prometheus.url} in its place.`,
      fix: `Set apps.${app}.enabled to false for ${cluster.name}: docs/monitoring/outside.md says what is done outside then.`,
    },
  ];
}
