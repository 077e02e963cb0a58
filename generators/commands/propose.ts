import { type Proposed, propose } from '../comment/propose.ts';
import type { Command } from './command.ts';

export const proposal: Command<Proposed> = {
  name: 'propose',
  usage: {
    summary:
      'Commits what differs here, pushes it as a branch, and opens a pull request into main unless there is one: for pipelines, with GITHUB_TOKEN or GITLAB_TOKEN.',
    positionals: ['branch', 'title'],
    options: {},
    examples: [["propose -- image/api 'staging: api 1.4.0'", 'after set-image, in the pipeline of an app']],
  },
  run: ({ root, positionals: [branch = '', title = ''], progress }) => {
    progress.update('pushing');
    return propose(root, { branch, title }, process.env);
  },
  leaves: 'the branch may be pushed without a pull request; run it again.',
  text: ({ outcome, branch, address }) =>
    outcome === 'none'
      ? 'Nothing to propose: nothing differs.\n'
      : `The pull request of ${branch} is ${outcome}${address ? `: ${address}` : ''}.\n`,
  succeeded: () => true,
};
