import { type FleetPart, isLimited, nameOfPart } from '../files/fleetPart.ts';
import { scopeOfPath } from '../files/scopeOfPath.ts';
import { isCi } from '../judge/revision/ciSays.ts';
import type { Plan } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import { allFiles } from '../plan/allFiles.ts';
import { wantedPart } from '../read/wantedPart.ts';
import type { CommandContext, Option } from './command.ts';

/** How commands that take a part of the fleet name it: as `explain` names a cluster, and `set-image` an environment. */
export const partPositional = '[environment[/cluster]]';

/** The option beside it. */
export const appOption: Option = {
  type: 'string',
  description: 'Look at one app, or one operator, alone. Default: all.',
};

/** What a command was asked to look at. */
export type Asking = Pick<CommandContext, 'positionals' | 'options'>;

/**
 * The part that a command was asked to look at; empty: everything.
 * @param plan its files say which parts there are
 * @throws Failure where there is no such part
 */
export function partIn({ positionals, options }: Partial<Asking>, plan: Plan): FleetPart {
  const app = typeof options?.app === 'string' ? options.app : undefined;
  if (positionals?.[0] === undefined && app === undefined) return {};
  return wantedPart(
    positionals?.[0],
    app,
    allFiles(plan).map(({ path }) => scopeOfPath(path)),
  );
}

/** In a pipeline a limited run looks like a whole one, which it is not: it says so among the findings, too. */
export function limitedInCi(part: FleetPart): Finding[] {
  if (!isLimited(part) || !isCi(process.env)) return [];
  return [
    {
      code: 'limited-run',
      severity: 'warning',
      message: `This run is limited to ${nameOfPart(part)}: it says nothing of the rest.`,
      fix: 'Let the pipeline run it once more without a limit before the merge.',
    },
  ];
}
