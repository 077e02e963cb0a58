import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Posted, postComment } from '../comment/post.ts';
import { Failure } from '../model/finding.ts';
import type { Command } from './command.ts';

export const comment: Command<Posted> = {
  name: 'comment',
  usage: {
    summary:
      'Posts what `npm run diff` made to the pull request that a pipeline is about, in the place of the comment before: with GITHUB_TOKEN or GITLAB_TOKEN.',
    positionals: ['file'],
    options: {},
    examples: [
      ['comment -- diff.md', 'after npm run diff -- --report markdown=diff.md'],
      ['comment -- diff.md', 'by hand, with CHANGE_URL=https://github.com/example/gitops/pull/12'],
    ],
  },
  run: ({ positionals: [file = ''], progress }) => {
    progress.update('asking the host of the repository');
    return postComment(textOf(resolve(file)), process.env);
  },
  text: ({ outcome, why }) => (outcome === 'none' ? `Nothing posted: ${why}.\n` : `The comment is ${outcome}.\n`),
  succeeded: () => true,
};

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Make it with: npm run diff -- --report markdown=diff.md',
    );
  }
}
