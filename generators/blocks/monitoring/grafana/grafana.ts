import type { App } from '../../../model/app.ts';
import { grafanaName, grafanaPorts } from '../../../upstream/grafanaOperator.ts';
import { monitoringNamespace } from '../../../upstream/prometheus.ts';
import { declared } from '../../declared/declared.ts';
import { MonitoringSchema } from '../../declared/systemSchema.ts';
import { selectorOf } from '../../labels.ts';
import { disruptionBudget } from '../../scaling/disruptionBudget.ts';
import { podsOfOwner } from '../../workload/pods.ts';
import { leastMemory } from '../shared/leastMemory.ts';
import { withoutPrometheus } from '../shared/withoutPrometheus.ts';
import { dataSystem } from '../targets/dataSystem.ts';
import { measuredApp, promisedObjectives } from '../targets/measuredApp.ts';
import { monitored } from '../targets/monitored.ts';
import { matching } from '../targets/scrape.ts';
import { grafanaContents } from './contents.ts';
import { grafanaLogin, grafanaOutside } from './login.ts';
import { grafanaPolicy } from './policy.ts';
import { grafanaResource } from './resource.ts';
import { grafanaSettings } from './settings.ts';
import { type GrafanaSettings, type GrafanaSpec, grafanaSystem } from './system.ts';

/** The Grafana of a cluster, with a dashboard for everything that apps declare, and no other. */
export function grafana(spec: GrafanaSpec): App {
  const app: App = {
    name: grafanaName,
    tier: monitoringNamespace,
    source: spec.source,
    declared: [declared(MonitoringSchema(), spec)],
    settings: grafanaSettings(spec.source, spec),
    images: { [grafanaName]: spec.image },
    uses: {},
    ports: () => ({ http: grafanaPorts['grafana-http'] }),
    collects: [measuredApp, promisedObjectives, dataSystem],
    declares: grafanaOutside,
    mistakes: (inputs) => [
      ...leastMemory('grafana', inputs),
      ...withoutPrometheus(grafanaName, 'Grafana shows what the cluster’s own Prometheus knows', inputs),
    ],
    notes: ({ settings }) =>
      (settings as GrafanaSettings).login
        ? []
        : ['grafana has no login by the company’s identity provider: its administrator alone can log in'],
    render(inputs) {
      const system = grafanaSystem(spec, inputs);
      return [
        grafanaResource(system),
        ...grafanaLogin(system),
        ...grafanaContents(system),
        disruptionBudget(podsOfOwner(system.owner, system.labels)),
        grafanaPolicy(system),
      ];
    },
  };
  const target = {
    name: grafanaName,
    namespace: monitoringNamespace,
    selector: matching(selectorOf(grafanaName)),
    port: grafanaPorts['grafana-http'],
  };
  return monitored(app, { targets: () => [target] });
}
