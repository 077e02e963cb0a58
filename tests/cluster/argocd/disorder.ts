import { stages } from '../../../generators/model/app.ts';
import type { Sighting, Sightings } from './sightings.ts';

/** A job that an Application ran as a hook of its one sync. */
export interface Hook {
  readonly application: string;
  readonly name: string;
  /** Absent while it runs. */
  readonly completed?: string | undefined;
}

/**
 * Applications of a cluster that began too early: before each one of the earlier stages had been Synced and Healthy,
 * and before their hooks had completed. Both are checked, because Argo CD's sync status and health do not include
 * hooks.
 */
export function disorder(sightings: Sightings, hooks: readonly Hook[]): string[] {
  const clusters = Map.groupBy(sightings.values(), ({ labels }) => labels.cluster);
  return [...clusters].flatMap(([cluster, own]) =>
    stages.flatMap((stage, index) => {
      const begun = own.filter(({ labels }) => labels.stage === stage).sort((a, b) => a.first - b.first)[0];
      if (!begun) return [];
      const earlier = own.filter(({ labels }) => stages.slice(0, index).some((one) => one === labels.stage));
      return earlier.flatMap((one) => {
        const ran = hooks.filter(({ application }) => application === one.name);
        return [...unwell(one, begun), ...unfinished(ran, begun)].map(
          (what) => `${cluster}: ${stage} began before ${what}`,
        );
      });
    }),
  );
}

function unwell({ name, well }: Sighting, begun: Sighting): string[] {
  return well !== undefined && well < begun.first ? [] : [`${name} was well`];
}

/** Both times are of whole seconds. */
function unfinished(hooks: readonly Hook[], begun: Sighting): string[] {
  return hooks
    .filter(({ completed }) => completed === undefined || completed > begun.created)
    .map(({ name }) => `the job ${name} had completed`);
}
