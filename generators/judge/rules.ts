import { exceptionAnnotation } from '../model/exceptions.ts';
import { Failure, type Finding } from '../model/finding.ts';
import { groupOf, keyOf, nameAmong, nameOf } from '../model/resource.ts';
import type { Built, ClusterView, Rule, Violation } from '../model/rule.ts';
import { viewOf } from '../model/view.ts';
import { exceptionsOf, reasonFor } from './exceptions.ts';
import { Unkept } from './kept/builds.ts';

/**
 * The findings of the rules in one cluster, in the order of the rules and of the objects. A violation that its object
 * declares as an exception becomes a note with the reason; an exception that excuses nothing is a warning.
 * @param before the same cluster at the base revision; without it, rules that compare are not evaluated
 * @throws Failure naming rule and object when a rule cannot be evaluated: that is never a pass
 */
export function applyRules(rules: readonly Rule[], view: ClusterView, before: ClusterView | undefined): Finding[] {
  const excused = new Set<string>();
  const evaluated = rules.filter(({ compares }) => !compares || before);
  const findings = evaluated.flatMap((rule) =>
    evaluate(rule, view, before).map((violation) => {
      const { resource } = violation.object;
      const reason = reasonFor(resource, rule.code);
      if (reason !== undefined) excused.add(`${rule.code} ${keyOf(resource)}`);
      return findingOf(rule, violation, reason, view);
    }),
  );
  const skipped = new Set(rules.filter((rule) => !evaluated.includes(rule)).map(({ code }) => code));
  for (const object of view.all) {
    for (const code of exceptionsOf(object.resource)) {
      if (skipped.has(code) || excused.has(`${code} ${keyOf(object.resource)}`)) continue;
      findings.push(unused(code, object, rules, view));
    }
  }
  return findings;
}

function findingOf(
  { code, severity, fix }: Rule,
  { object, field, message }: Violation,
  reason: string | undefined,
  view: ClusterView,
): Finding {
  return {
    code,
    severity: reason === undefined ? severity : 'note',
    message: reason === undefined ? message : `${message} Declared exception: ${reason}`,
    fix:
      reason === undefined ? fix : `Nothing now; delete the annotation ${exceptionAnnotation(code)} with its reason.`,
    ...about(object, view),
    ...(field === undefined ? {} : { field }),
    ...(reason === undefined ? {} : { excepted: true }),
  };
}

function unused(code: string, object: Built, rules: readonly Rule[], view: ClusterView): Finding {
  const annotation = exceptionAnnotation(code);
  const why = !rules.some((rule) => rule.code === code)
    ? `there is no rule ${code}`
    : reasonFor(object.resource, code) === undefined
      ? 'it gives no reason'
      : `the object keeps the rule ${code}`;
  return {
    code: 'exception-unused',
    severity: 'warning',
    message: `The annotation ${annotation} excuses nothing: ${why}.`,
    fix: 'Remove the annotation, so that it cannot excuse something else later; or write the reason as its value.',
    ...about(object, view),
  };
}

function about(
  { resource, app }: Built,
  { environment, cluster, ofKind }: ClusterView,
): Pick<Finding, 'object' | 'in'> {
  const alike = ofKind(resource.kind, groupOf(resource)).map((one) => one.resource);
  return { object: nameAmong(resource, alike), in: { environment, cluster: cluster.name, app } };
}

function evaluate(rule: Rule, view: ClusterView, before: ClusterView | undefined): Violation[] {
  try {
    return [...rule.check(view, before)];
  } catch (cause) {
    if (cause instanceof Unkept) throw cause;
    const object = culprit(rule, view, before);
    const where = `${view.environment}/${view.cluster.name}`;
    throw new Failure(
      `the rule ${rule.code} could not judge ${object ? nameOf(object.resource) : 'the objects'} in ${where}: ${cause instanceof Error ? cause.message : String(cause)}`,
      `Correct ${rule.file}: a rule says what is wrong with any object, or nothing.`,
      cause,
    );
  }
}

/** The object on which the rule throws: without it the rule can be evaluated. */
function culprit(rule: Rule, view: ClusterView, before: ClusterView | undefined): Built | undefined {
  const completes = (...views: [ClusterView, ClusterView | undefined]) => {
    try {
      return Array.from(rule.check(...views)).length >= 0;
    } catch {
      return false;
    }
  };
  return (
    view.all.find((object) => completes(without(view, object), before)) ??
    before?.all.find((object) => completes(view, without(before, object)))
  );
}

function without({ environment, cluster, all, ...folders }: ClusterView, object: Built): ClusterView {
  return viewOf(
    environment,
    cluster,
    all.filter((one) => one !== object),
    folders,
  );
}
