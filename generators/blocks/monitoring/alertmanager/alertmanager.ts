import type { App } from '../../../model/app.ts';
import { declare } from '../../../model/fact.ts';
import { alertmanagerName, monitoringNamespace } from '../../../upstream/prometheus.ts';
import { alertmanagerPorts } from '../../../upstream/prometheusOperator.ts';
import { declared } from '../../declared/declared.ts';
import { alertmanagerFields, MonitoringSchema } from '../../declared/systemSchema.ts';
import { selectorOf } from '../../labels.ts';
import { disruptionBudget } from '../../scaling/disruptionBudget.ts';
import { podsOfOwner } from '../../workload/pods.ts';
import { serviceAccount } from '../../workload/serviceAccount.ts';
import { alertmanagerAlerts } from '../alerts/alertmanager.ts';
import { webService } from '../shared/webService.ts';
import { monitored } from '../targets/monitored.ts';
import { matching } from '../targets/scrape.ts';
import { alertmanagerConfig, receiverKeys } from './config.ts';
import { alertmanagerMistakes, alertmanagerNotes } from './mistakes.ts';
import { alertmanagerPolicy } from './policies.ts';
import { alertmanagerResource } from './resource.ts';
import { alertmanagerService } from './service.ts';
import { alertmanagerSettings } from './settings.ts';
import { type AlertmanagerSpec, alertmanagerSystem } from './system.ts';

/** The Alertmanager of a cluster: it has the alerts of that cluster's Prometheus, and tells the receivers in its settings. */
export function alertmanager(spec: AlertmanagerSpec): App {
  const { web } = alertmanagerPorts;
  const service = { name: alertmanagerName, namespace: monitoringNamespace };
  const app: App = {
    name: alertmanagerName,
    tier: monitoringNamespace,
    source: spec.source,
    declared: [declared(MonitoringSchema(alertmanagerFields), spec)],
    settings: alertmanagerSettings(spec),
    images: { [alertmanagerName]: spec.image },
    uses: { receivers: spec.receivers },
    ports: () => alertmanagerPorts,
    declares: (inputs) => [
      declare(alertmanagerService, { ...service, port: 'web' }),
      ...receiverKeys(alertmanagerSystem(spec, inputs)),
    ],
    mistakes: alertmanagerMistakes,
    notes: alertmanagerNotes,
    render(inputs) {
      const system = alertmanagerSystem(spec, inputs);
      return [
        serviceAccount(system),
        alertmanagerResource(system),
        ...alertmanagerConfig(system),
        webService(system, web),
        disruptionBudget(podsOfOwner(system.owner, system.labels)),
        alertmanagerPolicy(system),
      ];
    },
  };
  return monitored(app, {
    targets: () => [{ ...service, selector: matching(selectorOf(alertmanagerName)), port: web }],
    alerts: () => alertmanagerAlerts,
  });
}
