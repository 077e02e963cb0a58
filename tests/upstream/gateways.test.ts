import assert from 'node:assert/strict';
import { test } from 'node:test';
import { istiodPort, istioGatewayPorts, istioVersion } from '../../generators/upstream/istio.ts';
import { kongGatewayPorts, kongReads, kongVersion } from '../../generators/upstream/kong.ts';
import { quoted, sourceSays } from './source.ts';

const istio = quoted('istio', istioVersion);
const kong = quoted('kong-operator', kongVersion);

test('istiod and the pods of its gateways listen on the ports that are taken for theirs', () => {
  const chart = 'manifests/charts/istio-control/istio-discovery';
  sourceSays(istio, `${chart}/templates/service.yaml`, `port: ${istiodPort} name: https-dns # mTLS`);
  const { metrics } = istioGatewayPorts;
  sourceSays(istio, `${chart}/files/kube-gateway.yaml`, `containerPort: ${metrics} name: metrics`);
});

test('the pods of Kong’s gateways listen on the ports that are taken for theirs', () => {
  const { http, https, metrics } = kongGatewayPorts;
  const names = { ProxyPort: http, ProxySSLPort: https, MetricsPort: metrics, StatusPort: metrics };
  const constants = Object.entries(names).map(([name, port]) => `DataPlane${name} = ${port}`);
  sourceSays(kong, 'pkg/consts/dataplane.go', ...constants);
});

test('Kong’s operator reads the Secrets with the label that is taken for its, and no others', () => {
  const [[label, value] = ['', ''], ...rest] = Object.entries(kongReads);
  assert.deepEqual(rest, []);
  sourceSays(kong, 'modules/manager/config/consts.go', `DefaultSecretLabelSelector = "${label}"`);
  sourceSays(kong, 'modules/cli/cli.go', `ingested to those having this label set to "${value}"`);
});
