import { keyOf } from '../../generators/model/resource.ts';
import type { Built, ClusterView, Violation } from '../../generators/model/rule.ts';
import { byIdentity } from '../kubernetes/identity.ts';
import { systems } from '../systems/index.ts';
import { grown } from '../systems/steps/growth.ts';
import { zoneSteps } from '../systems/steps/zones.ts';
import type { ChangeStep, System } from '../systems/system.ts';
import { holdsData, volumesOf } from './facts.ts';
import { said } from './said.ts';

/** What a change needs, and at which object. */
export interface StepAt extends Violation {
  readonly needs: ChangeStep['needs'];
}

/**
 * Every step of a change that is more than the arrival of the new state: what Kubernetes, Argo CD or an operator does on
 * the way from one revision to the other.
 */
export function stepsOf(view: ClusterView, before: ClusterView, of: readonly System[] = systems): readonly StepAt[] {
  return view.all.flatMap((now) => {
    const was = byIdentity(before).get(keyOf(now.resource));
    const own = said(of, 'steps', now)?.({ now, was, view, before }) ?? [];
    const inherited = was && holdsData(now, of) ? [...zoneSteps(now, was), ...fixedVolumes(now, was, view, of)] : [];
    return [...own, ...inherited].map(({ field, message, needs }) => ({ object: now, field, message, needs }));
  });
}

/** A larger volume of a class that lets none grow: the API server refuses the claim. */
function fixedVolumes(now: Built, was: Built, view: ClusterView, of: readonly System[]): ChangeStep[] {
  const classes = (said(of, 'references', now)?.(now) ?? [])
    .filter(({ kind }) => kind === 'StorageClass')
    .flatMap(({ name }) => view.find('StorageClass', '', name) ?? []);
  const fixed = classes.find(({ resource }) => resource.allowVolumeExpansion !== true);
  if (!fixed) return [];
  return grown(volumesOf(was, of), volumesOf(now, of)).map(({ field, from, value }) => ({
    field,
    needs: 'another way',
    message: `Volumes of the class ${fixed.resource.metadata.name} cannot grow from ${from} to ${value}: it has no allowVolumeExpansion, and the API server refuses the claim. Keep the size, or move the data to new volumes.`,
  }));
}
