import { canaryName } from '../../canary/names.ts';
import { errorBudget, type Objective } from '../objectives/objective.ts';
import type { DurationHistogram, RequestMetrics } from '../objectives/requestMetrics.ts';
import type { MeasuredApp } from '../targets/measuredApp.ts';
import { type Asked, graph, type Visualization } from './chart.ts';
import type { DashboardSpec, Section } from './dashboard.ts';
import { appDashboardUid } from './names.ts';
import { ofApp, quantile, ratioOf, sumRate } from './query.ts';
import { podSection, resourceSection } from './resources.ts';

/** Dashboard of one app: its requests against its objectives, its pods, what they use, and its scaler. */
export function appDashboard(app: MeasuredApp, objectives: readonly Objective[]): DashboardSpec {
  const { name, namespace, requests } = app;
  const pods = `namespace="${namespace}",pod=~"${name}-.+"`;
  return {
    uid: appDashboardUid(name),
    title: name,
    folder: 'apps',
    description: `Whether ${name} serves its users, and with what.`,
    sections: [
      ...(requests ? [requestSection(app, requests, objectives)] : []),
      ...(objectives.length > 0 ? [budgetSection(app, objectives)] : []),
      { title: 'How many', charts: [replicas(app), scaler(app), scraped(app)] },
      podSection(pods),
      resourceSection(pods),
    ],
  };
}

function requestSection(app: MeasuredApp, requests: RequestMetrics, objectives: readonly Objective[]): Section {
  const { answered, failed, duration, endpoint } = requests;
  const all = ofApp(app, answered);
  const bad = failed && ofApp(app, failed);
  const ratio = (by: string): Asked[] => (bad ? [[ratioOf(sumRate(by, bad), sumRate(by, all)), `{{${by}}}`]] : []);
  const promised = objectives.find(({ slo }) => slo === 'availability');
  const limit = promised && { limit: errorBudget(promised) };
  return {
    title: 'Requests',
    charts: [
      graph('Requests', 'reqps', [[sumRate('service', all), '{{service}}']], {
        description: `A canary is ${canaryName(app.name)}.`,
      }),
      ...(bad ? [graph('Failed', 'percentunit', ratio('service'), limit)] : []),
      ...(duration ? [latencyChart(app, duration, objectives)] : []),
      ...(bad ? [graph('Failed, by zone', 'percentunit', ratio('zone'), limit)] : []),
      ...(endpoint
        ? [graph('Requests, by endpoint', 'reqps', [[top(sumRate(endpoint, all)), `{{${endpoint}}}`]])]
        : []),
      ...(endpoint && bad
        ? [graph('Failed, by endpoint', 'reqps', [[top(sumRate(endpoint, bad)), `{{${endpoint}}}`]])]
        : []),
    ],
  };
}

const top = (expr: string) => `topk(10, ${expr})`;

function latencyChart(
  app: MeasuredApp,
  { metric }: DurationHistogram,
  objectives: readonly Objective[],
): Visualization {
  const buckets = ofApp(app, { metric: `${metric}_bucket` });
  const promised = objectives.find((one) => one.slo === 'latency');
  const asked = [0.5, 0.95, 0.99].map((which): Asked => [quantile(which, '', buckets), `${which * 100}%`]);
  return graph('Answered within', 's', asked, {
    ...(promised && {
      limit: promised.seconds,
      description: `${promised.percent}% are promised within ${promised.seconds} s.`,
    }),
  });
}

function budgetSection({ name, namespace }: MeasuredApp, objectives: readonly Objective[]): Section {
  const of = (slo: string) => `{slo="${slo}",app="${name}",namespace="${namespace}"}`;
  return {
    title: 'Objectives over 30 days',
    charts: objectives.flatMap((objective) => [
      graph(
        `Error budget left: ${objective.slo}, ${objective.percent}%`,
        'percentunit',
        [[`1 - slo:sli_error:ratio_rate30d${of(objective.slo)} / ${errorBudget(objective)}`, 'left']],
        { max: 1, width: 12 },
      ),
      graph(
        `Burns its budget: ${objective.slo}`,
        'short',
        ['1h', '6h', '1d'].map(
          (window): Asked => [
            `slo:sli_error:ratio_rate${window}${of(objective.slo)} / ${errorBudget(objective)}`,
            window,
          ],
        ),
        { limit: 1, width: 12, description: 'At 1 the budget lasts 30 days, at 14.4 two.' },
      ),
    ]),
  };
}

function replicas({ namespace, podNames }: MeasuredApp): Visualization {
  const which = podNames.join('|');
  return graph(
    'Pods wanted and ready',
    'short',
    (['Deployment', 'StatefulSet'] as const).flatMap((kind): Asked[] => {
      const label = kind.toLowerCase();
      const of = `{namespace="${namespace}",${label}=~"(${which})(-[0-9]+)?"}`;
      const [wanted, ready] =
        kind === 'Deployment'
          ? ['kube_deployment_spec_replicas', 'kube_deployment_status_replicas_available']
          : ['kube_statefulset_replicas', 'kube_statefulset_status_replicas_ready'];
      return [
        [`max by (${label}) (${wanted}${of})`, `{{${label}}} wanted`],
        [`max by (${label}) (${ready}${of})`, `{{${label}}} ready`],
      ];
    }),
  );
}

/** The autoscaler of an app, KEDA's too, has the name of its pods. */
function scaler({ namespace, podNames }: MeasuredApp): Visualization {
  const of = `{namespace="${namespace}",horizontalpodautoscaler=~"${podNames.join('|')}"}`;
  const hpa = (metric: string, what: string): Asked => [
    `max by (horizontalpodautoscaler) (kube_horizontalpodautoscaler_${metric}${of})`,
    `{{horizontalpodautoscaler}} ${what}`,
  ];
  return graph('Autoscaler', 'short', [
    hpa('status_current_replicas', 'now'),
    hpa('spec_min_replicas', 'least'),
    hpa('spec_max_replicas', 'most'),
  ]);
}

function scraped({ namespace, podNames }: MeasuredApp): Visualization {
  const which = `up{namespace="${namespace}",service=~"${podNames.join('|')}"}`;
  return graph('Pods that answer Prometheus, by zone', 'short', [[`sum by (zone) (${which})`, '{{zone}}']]);
}
