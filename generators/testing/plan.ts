import assert from 'node:assert/strict';
import { type LinkedFleet, linkFleet } from '../link/clusters.ts';
import type { Plan } from '../model/file.ts';
import type { Catalogue, Fleet } from '../model/fleet.ts';
import { planTree } from '../plan/plan.ts';
import { catalogue } from './catalogue.ts';
import { readFiles } from './readFiles.ts';
import { validFiles } from './settings.ts';

/** A fleet with its plan. */
export interface Planned {
  readonly catalogue: Catalogue;
  readonly fleet: Fleet;
  readonly linked: LinkedFleet;
  readonly plan: Plan;
}

/** The sample company's fleet, read from its files and planned. `changes` replace files. */
export function planExample(changes: Readonly<Record<string, string>> = {}, own: Catalogue = catalogue): Planned {
  const { fleet, findings } = readFiles({ ...validFiles, ...changes }, () => {}, own);
  assert.ok(fleet, JSON.stringify(findings));
  const linked = linkFleet(own, fleet);
  const { plan, findings: mistakes } = planTree(own, fleet, linked);
  assert.ok(plan, JSON.stringify(mistakes));
  return { catalogue: own, fleet, linked, plan };
}
