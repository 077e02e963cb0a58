import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleClusters } from '../../testing/clusters.ts';
import { exampleInputs } from '../../testing/inputs.ts';
import { names } from '../../testing/names.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { service } from '../service.ts';
import { planOf } from './plan.ts';
import { ratelimitConfig } from './ratelimitConfig.ts';
import { open, perAddress, perUser, type Route, route } from './route.ts';

const auth = open('A test.');
const inputs = exampleInputs(service(names.api, { ...exampleSpec, uses: {} }), exampleClusters.aws);
const planned = (one: Route) => planOf(one, { name: 'api', namespace: 'backend', ports: { http: 8080 } }, inputs);

test('each limited route has the number of requests of one caller, others are not in it', () => {
  const plans = [
    route('api', '/v1', { auth, limit: perUser(20) }),
    route('api', '/v1/free', { auth }),
    route('api', '/v1/login', { auth, limit: perAddress(5, 'minute') }),
  ].map(planned);
  assert.equal(
    ratelimitConfig(plans),
    `domain: gateway
descriptors:
  - key: route
    value: api-v1
    descriptors:
      - key: caller
        rate_limit:
          unit: second
          requests_per_unit: 20
  - key: route
    value: api-v1-login
    descriptors:
      - key: caller
        rate_limit:
          unit: minute
          requests_per_unit: 5
`,
  );
});

test('without limited routes, as on a standby cluster, there is a domain without descriptors', () => {
  assert.equal(ratelimitConfig([]), 'domain: gateway\ndescriptors: []\n');
});
