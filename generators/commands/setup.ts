import { openDriver } from '../judge/driver.ts';
import type { MissingSchemas } from '../judge/schemas.ts';
import type { Command } from './command.ts';

export interface SetupResult {
  /** Upstream documents that could not be fetched: `validate` reports each kind of theirs that is in use. */
  readonly missing: readonly MissingSchemas[];
}

export const setup: Command<SetupResult> = {
  name: 'setup',
  usage: {
    summary: 'Builds the tools and makes the schemas that commands need, where they are not there yet.',
    positionals: [],
    options: {},
    examples: [['setup', 'in a pipeline, before its cache is saved; every other command does it by itself']],
  },
  run: async ({ say }) => ({ missing: (await openDriver([], { update: say, end: () => {} })).missing }),
  text: ({ missing }) =>
    missing
      .map(
        ({ component, version, reason }) => `no schemas of ${component} ${version}: ${reason.replaceAll('\n', '; ')}\n`,
      )
      .join(''),
  succeeded: () => true,
};
