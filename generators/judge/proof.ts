import { isDeepStrictEqual } from 'node:util';
import type { Finding, Scope } from '../model/finding.ts';
import { isJsonObject } from '../model/json.ts';
import { keyOf, nameOf, type Resource } from '../model/resource.ts';

/**
 * Compares Kustomize's build of an overlay with the rendered objects: the same objects, in the same order, with the
 * same value in every field. One finding for each object that differs, at its first difference.
 */
export function prove(rendered: readonly Resource[], built: readonly Resource[], where: Scope): Finding[] {
  const findings: Finding[] = [];
  const builtByKey = new Map(built.map((object) => [keyOf(object), object]));
  for (const wanted of rendered) {
    const object = builtByKey.get(keyOf(wanted));
    builtByKey.delete(keyOf(wanted));
    if (!object) findings.push(differs(where, wanted, undefined, 'is rendered but not built'));
    else if (!isDeepStrictEqual(object, wanted)) {
      const { path, left, right } = firstDifference(object, wanted, '') ?? { path: '', left: object, right: wanted };
      findings.push(differs(where, wanted, path, `is built as ${show(left)} and rendered as ${show(right)}`));
    }
  }
  for (const object of builtByKey.values())
    findings.push(differs(where, object, undefined, 'is built but not rendered'));
  if (findings.length === 0 && !sameOrder(rendered, built)) {
    const first = rendered.find((object, index) => keyOf(object) !== keyOf(built[index] as Resource)) as Resource;
    findings.push(differs(where, first, undefined, 'is at another position in the build than in the rendering'));
  }
  return findings;
}

function differs(where: Scope, object: Resource, field: string | undefined, how: string): Finding {
  return {
    code: 'build-differs',
    severity: 'error',
    message: `${nameOf(object)}${field ? ` ${field}` : ''} ${how}.`,
    fix: 'Run `npm run generate`; if the finding stays, the layering is wrong: report it with this message.',
    object: nameOf(object),
    ...(field ? { field } : {}),
    in: where,
  };
}

function sameOrder(a: readonly Resource[], b: readonly Resource[]): boolean {
  return a.every((object, index) => keyOf(object) === keyOf(b[index] as Resource));
}

interface Difference {
  readonly path: string;
  readonly left: unknown;
  readonly right: unknown;
}

/** The first place, in reading order, at which two values differ. */
export function firstDifference(left: unknown, right: unknown, path: string): Difference | undefined {
  if (isDeepStrictEqual(left, right)) return undefined;
  if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
    for (const [index, member] of left.entries()) {
      const found = firstDifference(member, right[index], `${path}[${index}]`);
      if (found) return found;
    }
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const found = firstDifference(left[key], right[key], path ? `${path}.${key}` : key);
      if (found) return found;
    }
  }
  return { path, left, right };
}

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
