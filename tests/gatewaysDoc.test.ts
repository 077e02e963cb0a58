import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { planOf } from '../generators/blocks/gateways/plan.ts';
import {
  open,
  perAddress,
  perDevice,
  perUser,
  type Route,
  route,
  type TokenAuth,
} from '../generators/blocks/gateways/route.ts';
import { issuer } from '../generators/blocks/names.ts';
import type { Inputs } from '../generators/model/inputs.ts';
import { repository } from '../generators/repository.ts';
import { gatewayFeatures } from '../generators/upstream/gatewayFeatures.ts';
import { loadBalancerIdle } from '../generators/upstream/loadBalancerIdle.ts';

const token: TokenAuth = { auth: 'token', contract: issuer('tokens').contract };

const text = readFileSync(join(repository, 'docs/gateways.md'), 'utf8');

/** The features of gateways as a table for `docs/gateways.md`. */
function featureTable(): string {
  const rows = Object.values(gatewayFeatures).map(
    ({ name, istio, kong, traefik, source }) => `| [${name}](${source}) | ${istio} | ${kong} | ${traefik} |`,
  );
  return ['| | Istio | Kong | Traefik |', '|---|---|---|---|', ...rows].join('\n');
}

test('docs/gateways.md shows what each gateway can do, from the data that routes are judged by', () => {
  const shown = text.split('<!-- features: begin -->\n')[1]?.split('\n<!-- features: end -->')[0];
  assert.equal(shown, featureTable(), `the table is:\n${featureTable()}`);
});

test('every route that docs/gateways.md shows is one', () => {
  const [, body = ''] = /```ts\n([\s\S]*?)```/.exec(text) ?? [];
  const scope = { route, open, perUser, perDevice, perAddress, token };
  const routes = new Function(...Object.keys(scope), `return [${body}];`)(...Object.values(scope)) as Route[];
  assert.equal(routes.length, body.trim().split('\n').length);
  const owner = { name: 'api', namespace: 'backend', ports: { http: 8080 } };
  const inputs = {
    environment: { name: 'production', domain: 'example.com', secretPrefix: '' },
    settings: {},
  } as unknown as Inputs;
  const names = routes.map((one) => planOf(one, owner, inputs).name);
  assert.equal(new Set(names).size, names.length);
});

test('docs/gateways.md says how long load balancers keep a silent connection', () => {
  const said = /after (\d+) s on AWS, (\d+) s on Azure, (\d+) s on Google/.exec(text)?.slice(1).map(Number);
  const { aws, azure, google } = loadBalancerIdle;
  assert.deepEqual(said, [aws?.seconds, azure?.seconds, google?.seconds]);
});
