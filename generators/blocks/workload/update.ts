import { Type } from 'typebox';

/** How a roll-out replaces pods: successors first, or all at once. */
export type UpdateWay = 'rolling' | 'recreate';

/** The setting `update` of an app whose program does not run in two versions at a time. */
export function updateSetting(program: string) {
  return Type.Union([Type.Literal('rolling'), Type.Literal('recreate')], {
    default: 'rolling',
    description: `How a roll-out replaces pods. recreate ends all of them before it starts others: for a change of ${program}'s version, and only in that change.`,
  });
}
