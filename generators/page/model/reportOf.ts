import { concerns, type FleetPart, isLimited, nameOfPart } from '../../files/fleetPart.ts';
import { renderedViews } from '../../judge/renderedViews.ts';
import { type Finding, hasErrors } from '../../model/finding.ts';
import type { Knowledge } from '../../model/knowledge.ts';
import type { Rule } from '../../model/rule.ts';
import type { PricesSettings } from '../../model/settings/index.ts';
import type { Model } from '../../plan/model.ts';
import { environmentReport } from './environment.ts';
import { exceptionsIn } from './exceptions.ts';
import { reportedFindings } from './findings.ts';
import type { Report } from './report.ts';

/** What is known besides the model. */
export interface Judged {
  readonly findings: readonly Finding[];
  /** What was checked, in words. */
  readonly summary: string;
  readonly part: FleetPart;
  readonly rules: readonly Rule[];
  readonly knowledge: Knowledge;
  readonly prices: PricesSettings | undefined;
}

/**
 * The report of a repository. Its objects are those that the model renders: where nothing is found, Kustomize builds the
 * same from the files on disk. A model with errors in settings or links has none, and findings are all there is.
 */
export function reportOf(model: Model, { findings, summary, part, rules, knowledge, prices }: Judged): Report {
  const { catalogue, fleet, linked } = model;
  const said = {
    ...(fleet && { name: fleet.settings.name }),
    ...(isLimited(part) && { part: nameOfPart(part) }),
    summary,
    findings: reportedFindings(findings),
  };
  if (!fleet || !linked || hasErrors(model.findings)) return { ...said, environments: [], exceptions: [] };
  const views = renderedViews(linked.clusters);
  const shown = [...views].filter(([{ environment, cluster }]) =>
    concerns({ ...part, app: undefined }, { environment: environment.name, cluster: cluster.name }),
  );
  const environments = linked.environments.flatMap((one) => {
    const own = shown.filter(([{ environment }]) => environment === one.environment);
    return own.length === 0
      ? []
      : [environmentReport({ linked: one, catalogue, fleet, knowledge, prices, views: own })];
  });
  return {
    ...said,
    environments: environments.toSorted((a, b) => b.clusters.length - a.clusters.length),
    exceptions: exceptionsIn(
      shown.map(([, view]) => view),
      rules,
    ),
  };
}
