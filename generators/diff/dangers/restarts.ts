import { isJsonObject } from '../../model/json.ts';
import type { DangerReading } from './consequence.ts';

const workloads = ['Deployment', 'StatefulSet', 'DaemonSet'];

/**
 * A workload whose template differs makes all of its pods anew:
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#updating-a-deployment
 */
export const restarts: DangerReading = ({ kind, after, fields }) => {
  if (kind !== 'changed' || !after || !workloads.includes(after.kind)) return [];
  const [first] = fields.filter(({ field }) => field.startsWith('spec.template.'));
  if (!first) return [];
  const strategy = strategyOf(after.spec);
  const words = strategy === 'Recreate' ? 'ends all pods, then starts new ones' : 'rolls its pods';
  return [{ danger: 'restarts', words, field: first.field }];
};

function strategyOf(spec: unknown): unknown {
  const strategy = isJsonObject(spec) ? spec.strategy : undefined;
  return isJsonObject(strategy) ? strategy.type : undefined;
}
