import type { Gateway } from '../../../model/settings/cluster.ts';
import { bucketLabel } from '../objectives/indicator.ts';
import type { MeasuredApp } from '../targets/measuredApp.ts';
import { type Asked, graph, number } from './chart.ts';
import type { DashboardSpec, Section } from './dashboard.ts';
import { gatewayMetrics } from './gatewayMetrics.ts';
import { quantile, rate, ratioOf, sumRate } from './query.ts';
import { requestFamilies } from './requestFamilies.ts';

/**
 * Dashboard that answers whether users are well right now: at the gateway, by what is promised, by zone, by the version
 * that runs and by endpoint. It shows numbers of users, never of machines.
 */
export function overview(gateway: Gateway, apps: readonly MeasuredApp[]): DashboardSpec {
  return {
    uid: 'overview',
    title: 'Are users well right now?',
    folder: 'users',
    description: 'Green above: users are served. Else the charts below say where it fails: zone, version or endpoint.',
    sections: [now(gateway), promises, zones(apps), versions(apps), endpoints(apps)],
  };
}

function now(gateway: Gateway): Section {
  const { requests, status, duration, fast, second, where } = gatewayMetrics[gateway];
  const of = (more: string) => `{${['namespace="gateways"', where, more].filter(Boolean).join(',')}}`;
  const all = `sum(${rate(`${requests}${of('')}`)})`;
  const failed = `(sum(${rate(`${requests}${of(`${status}=~"5.."`)}`)}) or vector(0))`;
  const timed = `sum(${rate(`${duration}_count${of('')}`)})`;
  const quick = `sum(${rate(`${duration}_bucket${of(bucketLabel(fast))}`)})`;
  return {
    title: 'At the gateway',
    charts: [
      number('Requests that succeed', 'percentunit', [`1 - ${failed} / (${all} > 0)`, ''], {
        limit: 0.99,
        isBadBelow: true,
        description: 'Answers that are no fault of the server’s, of all.',
      }),
      number(`Answered within ${fast / second} s`, 'percentunit', [`${quick} / (${timed} > 0)`, ''], {
        limit: 0.9,
        isBadBelow: true,
      }),
      number('Requests', 'reqps', [all, '']),
      number(
        'Alerts that wake somebody',
        'short',
        ['count(ALERTS{alertstate="firing",severity="page"}) or vector(0)', ''],
        {
          limit: 1,
        },
      ),
    ],
  };
}

/** Objectives of all apps, by the recordings of their rules. */
const promises: Section = {
  title: 'What is promised',
  charts: [
    graph(
      'Error budget left in 30 days',
      'percentunit',
      [['1 - slo:sli_error:ratio_rate30d / on (namespace, app, slo) (1 - slo:objective:ratio)', '{{app}} {{slo}}']],
      { max: 1, width: 12 },
    ),
    graph(
      'Burns its budget right now',
      'short',
      [['slo:sli_error:ratio_rate5m / on (namespace, app, slo) (1 - slo:objective:ratio)', '{{app}} {{slo}}']],
      { limit: 1, width: 12, description: 'At 1 the budget lasts 30 days; above 14.4 somebody is called.' },
    ),
  ],
};

function zones(apps: readonly MeasuredApp[]): Section {
  return {
    title: 'By zone',
    charts: [
      graph('Failed requests of apps', 'percentunit', failing(apps, 'zone'), { width: 12 }),
      graph('Pods that answer Prometheus', 'percentunit', [['avg by (zone) (up{zone!=""})', '{{zone}}']], {
        max: 1,
        width: 12,
      }),
    ],
  };
}

/** The version is the tag of the image that a pod runs: two while an app rolls out, or while there is a canary. */
function versions(apps: readonly MeasuredApp[]): Section {
  const pods = 'max by (namespace, pod, container, image) (kube_pod_container_info)';
  const byVersion = (expr: string) =>
    `sum by (container, version) (label_replace(${expr} * on (namespace, pod) group_right () ${pods},` +
    ' "version", "$1", "image", "[^@]+:([^@:/]+)(@.+)?"))';
  const { all, failed } = sums(apps, 'namespace, pod');
  return {
    title: 'By version that runs',
    charts: [
      graph('Requests', 'reqps', asked(all && byVersion(all), '{{container}} {{version}}'), { width: 12 }),
      graph('Failed requests', 'reqps', asked(failed && byVersion(failed), '{{container}} {{version}}'), { width: 12 }),
    ],
  };
}

function endpoints(apps: readonly MeasuredApp[]): Section {
  const slow = requestFamilies(apps).flatMap(({ requests, select }): Asked[] => {
    if (!requests.duration) return [];
    const buckets = select({ metric: `${requests.duration.metric}_bucket` });
    return [[quantile(0.99, 'service', buckets), '{{service}}']];
  });
  const top = (which: 'answered' | 'failed') =>
    requestFamilies(apps).flatMap(({ requests, select }): Asked[] => {
      const { endpoint, [which]: series } = requests;
      if (!endpoint || !series) return [];
      return [[`topk(10, ${sumRate(`service, ${endpoint}`, select(series))})`, `{{service}} {{${endpoint}}}`]];
    });
  return {
    title: 'By app and endpoint',
    charts: [
      graph('Failed requests, by app', 'percentunit', failing(apps, 'service'), { width: 12 }),
      graph('99% answered within, by app', 's', slow, { width: 12 }),
      graph('Failed requests, by endpoint', 'reqps', top('failed'), { width: 12 }),
      graph('Requests, by endpoint', 'reqps', top('answered'), { width: 12 }),
    ],
  };
}

/** Requests of all apps that say which failed, and those that did, by labels. Empty where no app says so. */
function sums(apps: readonly MeasuredApp[], by: string): { readonly all: string; readonly failed: string } {
  const known = requestFamilies(apps).flatMap(({ requests: { answered, failed }, select }) =>
    failed ? [{ all: rate(select(answered)), failed: rate(select(failed)) }] : [],
  );
  if (known.length === 0) return { all: '', failed: '' };
  const sum = (which: 'all' | 'failed') => `sum by (${by}) (${known.map((one) => one[which]).join(' or ')})`;
  return { all: sum('all'), failed: sum('failed') };
}

/** Share of failed requests of all apps together, by a label. */
function failing(apps: readonly MeasuredApp[], by: string): Asked[] {
  const { all, failed } = sums(apps, by);
  return asked(all && ratioOf(failed, all), `{{${by}}}`);
}

function asked(expr: string, legend: string): Asked[] {
  return expr === '' ? [] : [[expr, legend]];
}
