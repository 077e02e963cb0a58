import assert from 'node:assert/strict';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { Resource } from '../../generators/model/resource.ts';

/**
 * What podinfo counts of requests, by itself and not by what this repository says of it: `pkg/api/http/metrics.go` of
 * https://github.com/stefanprodan/podinfo
 */
export const podinfoRequests = 'http_requests_total{status="200"}';

/** The port at which podinfo shows `/metrics`: the one that its flag names. */
export function podinfoMetricsPort(objects: readonly Resource[]): number {
  const deployment = objects.find(({ kind }) => kind === 'Deployment') as unknown as Required<IDeployment> | undefined;
  const args = deployment?.spec.template.spec?.containers.flatMap((one) => one.args ?? []) ?? [];
  const [, port] = /--port-metrics=(\d+)/.exec(args.join(' ')) ?? assert.fail('it does not run podinfo');
  return Number(port);
}
