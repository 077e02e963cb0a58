import type { App } from '../../../model/app.ts';
import type { Resource } from '../../../model/resource.ts';
import { monitoringNamespace, prometheusName } from '../../../upstream/prometheus.ts';
import { prometheusPorts } from '../../../upstream/prometheusOperator.ts';
import { declared } from '../../declared/declared.ts';
import { MonitoringSchema } from '../../declared/systemSchema.ts';
import { selectorOf } from '../../labels.ts';
import { disruptionBudget } from '../../scaling/disruptionBudget.ts';
import { requestKeys } from '../../scaling/requestTrigger.ts';
import { podsOfOwner } from '../../workload/pods.ts';
import { alertmanagerService } from '../alertmanager/service.ts';
import { clusterAlerts } from '../alerts/clusterAlerts.ts';
import { leastMemory } from '../shared/leastMemory.ts';
import { webService } from '../shared/webService.ts';
import { monitored } from '../targets/monitored.ts';
import { podMonitor } from '../targets/podMonitor.ts';
import { matching, operatorTarget, type ScrapeTarget, scrapeTarget } from '../targets/scrape.ts';
import { prometheusAccess } from './access.ts';
import { prometheusContract } from './contract.ts';
import { kubeletScrapes } from './kubelets.ts';
import { prometheusPolicies } from './policies.ts';
import { remoteWriteKeys, remoteWriteSecrets } from './remoteWrite.ts';
import { prometheusResource } from './resource.ts';
import { alertingRule, prometheusRule } from './rule.ts';
import { prometheusSettings } from './settings.ts';
import { type PrometheusSpec, type PrometheusSystem, prometheusSystem } from './system.ts';

/**
 * The Prometheus of a cluster: it reads every target that apps declare, and no other. It comes after all that it watches,
 * so that nothing waits for it: without it, scalers have their fallback. Where one outside takes its place, what it would
 * read and evaluate is still here, for that one: monitors, rules and a contract in words.
 */
export function prometheus(spec: PrometheusSpec): App {
  const self: App = {
    name: prometheusName,
    tier: monitoringNamespace,
    source: spec.source,
    declared: [declared(MonitoringSchema(), spec)],
    settings: prometheusSettings(spec.source, spec),
    images: { [prometheusName]: spec.image },
    uses: {},
    ports: () => prometheusPorts,
    collects: [scrapeTarget, operatorTarget, alertmanagerService],
    declares: (inputs) => (inputs.cluster.prometheus ? requestKeys(inputs) : remoteWriteKeys(inputs)),
    mistakes: (inputs) => (inputs.cluster.prometheus ? [] : leastMemory('prometheus', inputs)),
    notes: () => [],
    render(inputs) {
      const system = prometheusSystem(spec, inputs);
      if (inputs.cluster.prometheus) {
        return [prometheusContract(system), rulesOfCluster(system), ...monitorsOfOperators(system)];
      }
      return [
        ...prometheusAccess(system),
        ...remoteWriteSecrets(system),
        prometheusResource(system),
        webService(system, prometheusPorts.web),
        rulesOfCluster(system),
        ...kubeletScrapes(system),
        ...monitorsOfOperators(system),
        disruptionBudget(podsOfOwner(system.owner, system.labels)),
        ...prometheusPolicies(system),
      ];
    },
  };
  return monitored(self, { targets: ({ cluster }) => (cluster.prometheus ? [] : [prometheusTarget]) });
}

/** What it reads of operators, whose charts bring no PodMonitor. */
function monitorsOfOperators({ operatorTargets, labels, owner }: PrometheusSystem): Resource[] {
  return operatorTargets.map((target) => podMonitor(target, labels, owner.namespace));
}

/** Alerts about the cluster as a whole: those about one app are beside it. */
function rulesOfCluster({ owner, labels, inputs }: PrometheusSystem): Resource {
  const groups = clusterAlerts(inputs).map(({ name, alerts }) => ({ name, rules: alerts.map(alertingRule) }));
  return prometheusRule({ ...owner, name: 'cluster-alerts', labels }, groups);
}

/** Prometheus reads its own metrics too. */
const prometheusTarget: ScrapeTarget = {
  name: prometheusName,
  namespace: monitoringNamespace,
  selector: matching(selectorOf(prometheusName)),
  port: prometheusPorts.web,
};
