import { openDriver } from '../judge/driver.ts';
import type { MissingSchemas } from '../judge/schemas.ts';
import { ensureTool } from '../programs/toolchain.ts';
import { repository } from '../repository.ts';
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
    options: {
      quick: {
        type: 'boolean',
        description:
          'Leave out what takes minutes to build and `npm start` can do without: the code of the API server.',
      },
    },
    examples: [['setup', 'in a pipeline, before its cache is saved; every other command does it by itself']],
  },
  async run({ options, say }) {
    const { missing } = await openDriver([], { update: say, end: () => {} });
    if (!options.quick) await ensureTool(repository, 'apivalidation', say);
    return { missing };
  },
  text: ({ missing }) =>
    missing
      .map(
        ({ component, version, reason }) => `no schemas of ${component} ${version}: ${reason.replaceAll('\n', '; ')}\n`,
      )
      .join(''),
  succeeded: () => true,
};
