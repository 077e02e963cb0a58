import type { Plan } from '../../model/file.ts';
import { type EmitOptions, emitSteps, type Result } from '../emit.ts';

/** Writes a plan without a pause: `emit` for tests. */
export function emit(root: string, plan: Plan, options?: EmitOptions): Result {
  const steps = emitSteps(root, plan, options);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
