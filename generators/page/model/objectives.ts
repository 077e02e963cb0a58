import type { Objective } from '../../blocks/monitoring/objectives/objective.ts';
import { promisedObjectives } from '../../blocks/monitoring/targets/measuredApp.ts';
import { declaredBy, type Graph } from '../../link/link.ts';
import type { ObjectiveReport } from './report.ts';

/** What the apps of a cluster promise, over any 30 days. */
export function objectivesOf(graph: Graph): readonly ObjectiveReport[] {
  return [...graph.values()]
    .flatMap(declaredBy)
    .filter(({ fact }) => fact === promisedObjectives.name)
    .map(({ app, value }) => ({ app, promises: (value as readonly Objective[]).map(inWords) }));
}

function inWords(objective: Objective): string {
  return objective.slo === 'availability'
    ? `${objective.percent}% of requests do not fail`
    : `${objective.percent}% are answered within ${objective.seconds} s`;
}
