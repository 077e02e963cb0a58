import type { SettingsMistake } from '../../model/app.ts';
import { bytes, formatBytes } from '../../model/quantity.ts';
import { isScaled } from '../scaling/autoscaler.ts';
import type { Metric, Scale } from '../scaling/scale.ts';
import type { MemoryNeed } from './memoryNeed.ts';

/**
 * A mistake where an autoscaler's target of memory lies below what a pod takes idle: then every pod is always above it,
 * and the app stays at its maximum for ever.
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details
 */
export function idleTarget(app: string, memory: string, scale: Scale, { idle, source }: MemoryNeed): SettingsMistake[] {
  // At a fixed number of pods no target has an effect.
  if (!isScaled(scale) || scale.min === scale.max) return [];
  return scale.on.filter(isMemory).flatMap(({ utilization }) => {
    const target = (bytes(memory) * utilization) / 100;
    if (target > bytes(idle)) return [];
    const enough = `${Math.floor(((bytes(idle) / utilization) * 100) / 2 ** 20) + 1}Mi`;
    return [
      {
        code: 'memory-target-idle',
        path: ['resources', 'memory'],
        message: `${app} scales on ${utilization} % of ${memory}, which is ${formatBytes(Math.floor(target))}, and a pod takes ${idle} idle (${source}): it would stay at ${scale.max} pods for ever.`,
        fix: `Set apps.${app}.resources.memory to ${enough} or more, or scale on something else.`,
      },
    ];
  });
}

function isMemory(metric: Metric): metric is Extract<Metric, { on: 'memory' }> {
  return metric.on === 'memory';
}
