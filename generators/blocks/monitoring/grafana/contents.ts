import { type Resource, resource } from '../../../model/resource.ts';
import { grafanaApi } from '../../../upstream/grafanaOperator.ts';
import { prometheusName } from '../../../upstream/prometheus.ts';
import { prometheusPorts } from '../../../upstream/prometheusOperator.ts';
import { type Labels, selectorOf } from '../../labels.ts';
import { hostOf } from '../../runtime.ts';
import { prometheusUid } from '../dashboards/chart.ts';
import { folders } from '../dashboards/dashboard.ts';
import { dashboardJson } from '../dashboards/dashboardJson.ts';
import { dashboardsOf } from '../dashboards/index.ts';
import { scrapeSeconds } from '../targets/window.ts';
import type { GrafanaSystem } from './system.ts';

/** The parts of https://grafana.github.io/grafana-operator/docs/api/ in use. */
interface Content<K extends string, S> {
  readonly apiVersion: typeof grafanaApi;
  readonly kind: K;
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Labels };
  readonly spec: S & { readonly instanceSelector: { readonly matchLabels: Labels }; readonly uid: string };
}

interface DatasourceSpec {
  readonly datasource: Readonly<Record<string, unknown>>;
}

/** What people read of the data source. */
const sourceTitle = 'Prometheus';

/** Data source, folders and dashboards: all that is in a Grafana. */
export function grafanaContents({ owner, labels, shown }: GrafanaSystem): Resource[] {
  const metadata = (name: string) => ({ name, namespace: owner.namespace, labels });
  const instanceSelector = { matchLabels: selectorOf(owner.name) };
  return [
    resource<Content<'GrafanaDatasource', DatasourceSpec>>({
      apiVersion: grafanaApi,
      kind: 'GrafanaDatasource',
      metadata: metadata(prometheusUid),
      spec: {
        instanceSelector,
        uid: prometheusUid,
        datasource: {
          name: sourceTitle,
          type: 'prometheus',
          access: 'proxy',
          url: `http://${hostOf({ name: prometheusName, tier: owner.namespace })}:${prometheusPorts.web}`,
          isDefault: true,
          editable: false,
          // Windows of rates are four of these at least.
          jsonData: { timeInterval: `${scrapeSeconds}s`, httpMethod: 'POST', prometheusType: 'Prometheus' },
        },
      },
    }),
    ...Object.entries(folders).map(([name, title]) =>
      resource<Content<'GrafanaFolder', { readonly title: string }>>({
        apiVersion: grafanaApi,
        kind: 'GrafanaFolder',
        metadata: metadata(name),
        spec: { instanceSelector, uid: name, title },
      }),
    ),
    ...dashboardsOf(shown).map((dashboard) =>
      resource<Content<'GrafanaDashboard', { readonly folderRef: string; readonly json: string }>>({
        apiVersion: grafanaApi,
        kind: 'GrafanaDashboard',
        metadata: metadata(dashboard.uid),
        spec: {
          instanceSelector,
          uid: dashboard.uid,
          folderRef: dashboard.folder,
          json: dashboardJson(dashboard),
        },
      }),
    ),
  ];
}
