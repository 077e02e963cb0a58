import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indicator } from './indicator.ts';
import { availability, latency } from './objective.ts';
import { ofServices } from './requestMetrics.ts';

const requests = {
  answered: { metric: 'tusd_requests_total' },
  failed: { metric: 'tusd_errors_total', where: 'status=~"5.."' },
  duration: { metric: 'seconds', buckets: [0.5] },
};

test('failures may be counted by another metric, and where none happened yet they are 0', () => {
  const found = indicator('files', availability(99), requests, ofServices('media', ['files']));
  const all = 'sum(rate(tusd_requests_total{namespace="media",service="files"}[5m]))';
  const failed = 'sum(rate(tusd_errors_total{namespace="media",service="files",status=~"5.."}[5m]))';
  assert.equal(found.all('rate', '5m'), all);
  assert.equal(found.bad('rate', '5m'), `(${failed} or 0 * ${all})`);
});

test('slow requests are all but those in the bucket of the threshold, of the app and its canary', () => {
  const found = indicator('shop', latency(99, '500ms'), requests, ofServices('backend', ['shop', 'shop-canary']));
  const both = 'namespace="backend",service=~"shop|shop-canary"';
  assert.equal(
    found.bad('increase', '1h'),
    `(sum(increase(seconds_count{${both}}[1h])) - sum(increase(seconds_bucket{${both},le="0.5"}[1h])))`,
  );
});
