import type { Built } from '../../../generators/model/rule.ts';
import { at, listAt, textAt } from '../../kubernetes/reading.ts';
import { postgresqlUpgrades } from '../steps/programs.ts';
import { imageSteps } from '../steps/upgrades.ts';
import type { ChangeStep, StepOf } from '../system.ts';
import { replicationOf } from './replication.ts';

const field = 'spec.imageName';

/**
 * From one image of a database to another. A major upgrade makes a new database system, whose log begins anew: in the
 * archive of before it would overwrite what is there, and no copy elsewhere can follow it.
 * https://cloudnative-pg.io/docs/1.30/postgres_upgrades#backup-and-wal-archive-considerations
 */
export function postgresSteps({ now, was }: StepOf): ChangeStep[] {
  if (!was) return [];
  const [before, after] = [imageOf(was), imageOf(now)];
  const steps = imageSteps(postgresqlUpgrades, field, before, after);
  if (!steps.some(({ needs }) => needs === 'a person')) return steps;
  const refuse = (message: string): ChangeStep => ({ field, needs: 'another way', message });
  const archive = archiveOf(now);
  const { primary, isReplica } = replicationOf(now);
  const [from, to] = [distributionOf(before), distributionOf(after)];
  return [
    ...steps,
    ...(archive !== undefined && archive === archiveOf(was)
      ? [
          refuse(
            `The archive ${archive} would hold the logs of two database systems, the later over the earlier. Set backup.server to another name in the same change.`,
          ),
        ]
      : []),
    ...(isReplica || primary !== ''
      ? [
          refuse(
            'Its copies in other clusters cannot follow: a copy replays the log of its own major version alone. Retire the copies first, upgrade the primary in a change of its own, and make them anew afterwards: docs/drills/postgres.md.',
          ),
        ]
      : []),
    ...(from !== to
      ? [
          refuse(
            `Its operator upgrades inside one distribution, and this goes from ${from || 'one'} to ${to || 'another'}. Change the distribution in a change of its own.`,
          ),
        ]
      : []),
  ];
}

function imageOf({ resource }: Built): unknown {
  return at(resource, ['spec', 'imageName']);
}

/** The name under which a database archives; `undefined` where it archives nothing. */
function archiveOf({ resource: { metadata, spec } }: Built): string | undefined {
  const archiver = listAt(spec, ['plugins']).find((plugin) => at(plugin, ['isWALArchiver']) === true);
  return archiver && (textAt(archiver, ['parameters', 'serverName']) || metadata.name);
}

/** The release of Debian in a tag of the operator's own images. */
function distributionOf(image: unknown): string {
  return /-(bullseye|bookworm|trixie|forky)\b/.exec(String(image))?.[1] ?? '';
}
