import { type HealthCase, type Row, table } from './case.ts';

const accepted = { type: 'Accepted', status: 'True', observedGeneration: 3 };
const resolved = { type: 'ResolvedRefs', status: 'True', observedGeneration: 3 };
const refused = {
  type: 'Accepted',
  status: 'False',
  observedGeneration: 3,
  message: 'There are no allowed listeners for this route',
};
const unresolved = { type: 'ResolvedRefs', status: 'False', observedGeneration: 3, message: 'backend(api) not found' };
const unprogrammed = { type: 'Programmed', status: 'Unknown', observedGeneration: 3, message: 'Waiting for Kong' };
const stale = { ...refused, observedGeneration: 2 };
const takenBy = (...conditions: readonly (readonly object[])[]) => ({
  status: { parents: conditions.map((all) => ({ parentRef: { name: 'gateway' }, conditions: all })) },
});

const routeRows: readonly Row[] = [
  ['it is new', 'Healthy', 'No gateway has taken it yet', {}],
  ['its last gateway is gone', 'Healthy', 'No gateway has taken it yet', takenBy()],
  ['a gateway serves it', 'Healthy', 'A gateway has taken it', takenBy([accepted, resolved])],
  [
    'a gateway that is no longer there refused an older spec',
    'Healthy',
    'A gateway has taken it',
    takenBy([stale], [accepted, resolved]),
  ],
  [
    'the gateway knows an older spec alone',
    'Progressing',
    'The gateway has not seen the spec yet',
    takenBy([{ ...accepted, observedGeneration: 2 }]),
  ],
  ['the gateway has not loaded it', 'Progressing', 'Waiting for Kong', takenBy([accepted, resolved, unprogrammed])],
  ['no listener takes it', 'Degraded', 'There are no allowed listeners for this route', takenBy([refused, resolved])],
  ['its Service is not there', 'Degraded', 'backend(api) not found', takenBy([accepted, unresolved])],
];

/** Cases of the kinds of routes. */
export function routes(kind: 'HTTPRoute' | 'GRPCRoute'): readonly HealthCase[] {
  return table('gateway.networking.k8s.io/v1', kind, {}, routeRows);
}

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
