import type { App } from '../../../model/app.ts';
import { declare } from '../../../model/fact.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { labelsOf } from '../../labels.ts';
import type { Alert } from '../alerts/alert.ts';
import { targetsMissing } from '../alerts/targets.ts';
import { alertingRule, prometheusRule } from '../prometheus/rule.ts';
import { dataSystem, dataSystemOf } from './dataSystem.ts';
import { podMonitor } from './podMonitor.ts';
import { type ScrapeTarget, scrapeTarget } from './scrape.ts';

/** What Prometheus watches of an app, in one cluster. */
export interface Monitoring {
  readonly targets: (inputs: Inputs) => readonly ScrapeTarget[];
  /** Alerts about it, beside that none of its targets answers. Default: none. */
  readonly alerts?: (inputs: Inputs) => readonly Alert[];
}

/**
 * An app whose pods are scraped: it declares its targets, has a PodMonitor for each, and alerts; a data system declares
 * itself, too. Its own policy lets Prometheus in.
 */
export function monitored(app: App, { targets, alerts = () => [] }: Monitoring): App {
  return {
    ...app,
    declares: (inputs) => [
      ...(app.declares?.(inputs) ?? []),
      ...targets(inputs).map((target) => declare(scrapeTarget, target)),
      ...dataSystemOf(app).map((system) => declare(dataSystem, system)),
    ],
    render(inputs) {
      const labels = labelsOf(app.name, inputs, app.tier ?? app.name);
      const all = targets(inputs);
      const rules = [...all.flatMap(targetsMissing), ...alerts(inputs)].map(alertingRule);
      const name = `${app.name}-alerts`;
      return [
        ...app.render(inputs),
        ...all.map((target) => podMonitor(target, labels)),
        ...all.slice(0, 1).map(({ namespace }) => prometheusRule({ name, namespace, labels }, [{ name, rules }])),
      ];
    },
  };
}
