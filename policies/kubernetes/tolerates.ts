import type { IToleration } from 'kubernetes-models/v1/Toleration';
import type { NodeTaint } from '../../generators/model/settings/index.ts';

/**
 * Whether one of some tolerations lets pods onto nodes with a taint.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export function tolerates(tolerations: readonly IToleration[], taint: NodeTaint): boolean {
  return tolerations.some(
    ({ key, operator = 'Equal', value = '', effect }) =>
      (effect === undefined || effect === taint.effect) &&
      (key === undefined ? operator === 'Exists' : key === taint.key) &&
      (operator === 'Exists' || value === (taint.value ?? '')),
  );
}
