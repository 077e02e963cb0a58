import { type HealthCase, table } from './case.ts';

// https://github.com/Kong/kong-operator/tree/v2.2.3/ingress-controller/internal/controllers/utils
const programmed = (status: string, reason: string, message = '') => ({
  status: { conditions: [{ type: 'Programmed', status, reason, message }] },
});

/** Cases of Kong's own kinds. */
export function kongKinds(kind: 'KongPlugin' | 'KongClusterPlugin' | 'KongConsumer'): readonly HealthCase[] {
  return table('configuration.konghq.com/v1', kind, {}, [
    ['it is new', 'Healthy', 'Kong has not refused it', {}],
    ['nothing uses it', 'Healthy', 'Kong has not refused it', programmed('False', 'Pending')],
    ['Kong has loaded it', 'Healthy', 'Kong has not refused it', programmed('True', 'Programmed')],
    ['Kong refuses it', 'Degraded', 'Object failed', programmed('False', 'Invalid', 'Object failed')],
  ]);
}
