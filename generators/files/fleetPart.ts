import type { Finding, Scope } from '../model/finding.ts';
import { scopeOfPath } from './scopeOfPath.ts';

const keys = ['environment', 'cluster', 'app'] as const;

/**
 * A part of the fleet that a command is limited to: an environment, one of its clusters, an app, or an app in one of
 * those. Empty: all of it.
 */
export type FleetPart = Scope;

/** Whether something is of a part and of nothing else. */
export function isOfPart(part: FleetPart, scope: Scope): boolean {
  return keys.every((key) => part[key] === undefined || scope[key] === part[key]);
}

/** The same of a file or folder, by its path. */
export function isPathOf(part: FleetPart, path: string): boolean {
  return !isLimited(part) || isOfPart(part, scopeOfPath(path));
}

/** Whether something concerns a part: the layers below a cluster do, what says nothing of clusters does. */
export function concerns(part: FleetPart, scope: Scope): boolean {
  return keys.every((key) => part[key] === undefined || scope[key] === undefined || scope[key] === part[key]);
}

/** Whether a finding concerns a part: by its scope, else by its file. */
export function isAboutPart(part: FleetPart, { in: scope, at }: Pick<Finding, 'in' | 'at'>): boolean {
  return concerns(part, scope ?? (at ? scopeOfPath(at.file) : {}));
}

/** Whether there is anything to be limited to. */
export function isLimited(part: FleetPart): boolean {
  return keys.some((key) => part[key] !== undefined);
}

/** A part in words: `production/aws-us-east-1, app api`. */
export function nameOfPart({ environment, cluster, app }: FleetPart): string {
  const place = [environment, cluster].filter((name) => name !== undefined).join('/');
  return [...(place === '' ? [] : [place]), ...(app === undefined ? [] : [`app ${app}`])].join(', ');
}
