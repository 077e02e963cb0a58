import { declare } from '../../../model/fact.ts';
import { Failure } from '../../../model/finding.ts';
import type { Part } from '../../part.ts';
import { alertingRule, prometheusRule } from '../prometheus/rule.ts';
import { promisedObjectives } from '../targets/measuredApp.ts';
import { budgetAlerts, type MeasuredObjective, recordings } from './burnRates.ts';
import { indicator } from './indicator.ts';
import type { Objective } from './objective.ts';
import { ofServices } from './requestMetrics.ts';

/**
 * Part of an app: what it promises its users, as a PrometheusRule that measures it and alerts when its error budget burns
 * too fast. Requests to its canary count as well: users do not know which pods answer them.
 */
export function objectives(promised: readonly Objective[]): Part {
  return ({ app }) => {
    const twice = promised.find(({ slo }, index) => promised.findIndex((other) => other.slo === slo) !== index);
    if (twice) throw new Failure(`${app.name} promises ${twice.slo} twice`, 'Keep the stricter one of the two.');
    return {
      declares: () => [declare(promisedObjectives, promised)],
      objects: ({ runtime, pods, podNames = [pods.name], labels, owner: { name, namespace } }) => {
        const { requests } = runtime;
        if (!requests) {
          throw new Failure(
            `${name} has objectives, and its image exports no metrics of requests`,
            'Say in the runtime’s `requests` what it exports, or drop the objectives.',
          );
        }
        const measured = promised.map((objective): MeasuredObjective => {
          const services = ofServices(namespace, podNames);
          return { app: name, namespace, objective, indicator: indicator(name, objective, requests, services) };
        });
        const groups = measured.flatMap((one) => [
          { name: `${name}-${one.objective.slo}`, rules: recordings(one) },
          { name: `${name}-${one.objective.slo}-alerts`, rules: budgetAlerts(one).map(alertingRule) },
        ]);
        return [prometheusRule({ name: `${name}-objectives`, namespace, labels }, groups)];
      },
    };
  };
}
