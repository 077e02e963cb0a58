import { oneVersionAnnotation } from '../../../generators/model/oneVersion.ts';
import { nameOf } from '../../../generators/model/resource.ts';
import type { Built } from '../../../generators/model/rule.ts';
import { versionOf } from '../../../generators/model/version.ts';
import { at, count, list, listAt, text, textAt } from '../../kubernetes/reading.ts';
import { containersOf, workloadOf } from '../../kubernetes/workload.ts';
import { byHand, grown } from '../steps/growth.ts';
import { keycloakUpgrades, valkeyUpgrades } from '../steps/programs.ts';
import { imageSteps, type Upgrades } from '../steps/upgrades.ts';
import type { ChangeStep, StepOf } from '../system.ts';
import { claimSizes } from './claims.ts';
import { scalersFor } from './scalers.ts';

/** Programs whose pods do not run together with those of another version, by their name in the annotation. */
const oneVersion: Readonly<Record<string, Upgrades>> = { [keycloakUpgrades.program]: keycloakUpgrades };

/** A Deployment: who decides how many pods it has, and whether two versions meet. */
export function deploymentSteps(step: StepOf): ChangeStep[] {
  return step.was ? [...countGivenUp(step), ...versionsMeet(step.now, step.was)] : [];
}

/**
 * With server-side apply a field goes with its only owner, and the API server sets its default: one pod, at once.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership
 */
function countGivenUp({ now, was, view }: StepOf): ChangeStep[] {
  const before = was && at(was.resource, ['spec', 'replicas']);
  const pods = count(before, 0);
  if (pods < 2 || at(now.resource, ['spec', 'replicas']) !== undefined) return [];
  const [scaler] = scalersFor(view, workloadOf(now));
  const instead = scaler
    ? `${nameOf(scaler.built.resource)} raises it again only afterwards`
    : 'nobody raises it again';
  const message = `spec.replicas was ${pods} and leaves git: its only owner is Argo CD, so the API server sets 1 and ${pods - 1} pods end at once; ${instead}. Let another manager own the field as well first (kubectl apply --server-side --field-manager handover, with spec.replicas alone); or keep it.`;
  return [{ field: 'spec.replicas', needs: 'another way', message }];
}

/** Pods that do not run together with those of another version: https://www.keycloak.org/server/update-compatibility */
function versionsMeet(now: Built, was: Built): ChangeStep[] {
  const program = oneVersion[text(now.resource.metadata.annotations?.[oneVersionAnnotation])];
  if (!program) return [];
  const recreates = textAt(now.resource, ['spec', 'strategy', 'type']) === 'Recreate';
  const images = new Map(containersOf(workloadOf(was)).map(({ container, field }) => [field, container.image]));
  const [first] = containersOf(workloadOf(now)).filter(({ part }) => part === 'main');
  if (!first) return [];
  const field = `${first.field}.image`;
  const [from, to] = [text(images.get(first.field)), text(first.container.image)];
  const [before, after] = [versionOf(from), versionOf(to)];
  if (before?.join() === after?.join() && before) {
    if (!recreates) return [];
    const message = `Every roll-out ends all pods before others start, and this one changes no version of ${program.program}: take update: recreate away.`;
    return [{ field: 'spec.strategy.type', needs: 'a person', message }];
  }
  const steps = imageSteps(program, field, from, to);
  const names = `${before?.join('.') ?? 'an unknown version'} and ${after?.join('.') ?? 'an unknown version'}`;
  const meet: ChangeStep = recreates
    ? {
        field,
        needs: 'a person',
        message: `All pods of ${program.program} end before others start: nobody is served until those are ready. Take update: recreate away in the next change.`,
      }
    : {
        field,
        needs: 'another way',
        message: `Pods of ${program.program} ${names} would run in one cluster while it rolls out, which ${program.program} does not support. Set update: recreate for the app in the same change, and take it away in the next.`,
      };
  return [...steps, meet];
}

/** Valkey and what came before it, by the name of the image. */
const keyValue = /(^|\/)(valkey|redis)$/;

/** A StatefulSet: its claims are made once, and what is on them was written by a version. */
export function statefulSetSteps({ now, was }: StepOf): ChangeStep[] {
  const claims = listAt(now.resource, ['spec', 'volumeClaimTemplates']);
  const claimed = new Set(claims.map((one) => textAt(one, ['metadata', 'name'])));
  if (!was || claimed.size === 0) return [];
  const { name, namespace = '' } = now.resource.metadata;
  const kept = 'the API server refuses the new size, and the sync of the app fails until it is done';
  const images = new Map(containersOf(workloadOf(was)).map(({ container, field }) => [field, container.image]));
  return [
    ...grown(claimSizes(was), claimSizes(now)).map((one) =>
      byHand(one, {
        namespace,
        claims: `${/\[(.*?)\]/.exec(one.field)?.[1]}-${name}-<number>`,
        statefulSet: name,
        kept,
      }),
    ),
    ...containersOf(workloadOf(now))
      .filter(({ container }) => list(container.volumeMounts).some(({ name }) => claimed.has(name)))
      .filter(({ container }) =>
        keyValue.test(
          text(container.image)
            .replace(/@.*$/, '')
            .replace(/:[^:/]*$/, ''),
        ),
      )
      .flatMap(({ container, field }) =>
        imageSteps(valkeyUpgrades, `${field}.image`, images.get(field), container.image),
      ),
  ];
}
