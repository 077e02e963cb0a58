import type { Objective } from '../../blocks/monitoring/objectives/objective.ts';
import { promisedObjectives } from '../../blocks/monitoring/targets/measuredApp.ts';
import { declaredAs, declaredBy, type Graph } from '../../link/link.ts';
import type { ObjectiveReport } from './report.ts';

/** What the apps of a cluster promise, over any 30 days. */
export function objectivesOf(graph: Graph): readonly ObjectiveReport[] {
  const promised = declaredAs([...graph.values()].flatMap(declaredBy), promisedObjectives);
  return promised.map(({ app, value }) => ({ app, promises: value.map(inWords) }));
}

function inWords(objective: Objective): string {
  return objective.slo === 'availability'
    ? `${objective.percent}% of requests do not fail`
    : `${objective.percent}% are answered within ${objective.seconds} s`;
}
