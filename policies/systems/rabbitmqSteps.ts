import type { Built } from '../../generators/model/rule.ts';
import { at, count } from '../kubernetes/reading.ts';
import { rabbitmqUpgrades } from './steps/programs.ts';
import { imageSteps } from './steps/upgrades.ts';
import type { ChangeStep, StepOf } from './system.ts';

/**
 * From one version to another, and to fewer nodes, which the operator refuses: `scaleDown` in
 * `internal/controller/reconcile_scale_down.go` of rabbitmq/cluster-operator. Larger volumes it makes itself: it deletes
 * the StatefulSet without its pods, patches the claims and makes it anew (`Scale` in `internal/scaling/scaling.go`).
 */
export function brokerSteps({ now, was }: StepOf): ChangeStep[] {
  if (!was) return [];
  const image = (built: Built) => at(built.resource, ['spec', 'image']);
  const nodes = (built: Built) => count(at(built.resource, ['spec', 'replicas']), 1);
  const steps = imageSteps(rabbitmqUpgrades, 'spec.image', image(was), image(now));
  if (nodes(now) >= nodes(was)) return steps;
  const message = `Its operator refuses to go from ${nodes(was)} nodes to ${nodes(now)}: queues have members on all of them. Move to a new broker: https://www.rabbitmq.com/docs/blue-green-upgrade.`;
  return [...steps, { field: 'spec.replicas', needs: 'another way', message }];
}
