import { acknowledgedFile, acknowledgedIn } from '../gate/acknowledged.ts';
import { contentDigest } from '../gate/contentDigest.ts';
import { type Gate, gateOf } from '../gate/gate.ts';
import type { Command } from './command.ts';
import { compareTrees } from './diff.ts';
import { type Found, findingFormats } from './findingFormats.ts';

export const gate: Command<Gate> = {
  name: 'gate',
  usage: {
    summary: `Says whether a change may be merged: what deletes data, shrinks the fleet or weakens a guard needs an acknowledgement of exactly that in ${acknowledgedFile}.`,
    positionals: ['[base]'],
    options: {},
    examples: [
      ['gate', 'before a pull request'],
      ['gate -- --root ../change origin/main', 'in a pipeline: the code of the base branch judges the change'],
    ],
  },
  run: async (context) => {
    const contentOf = (file: string) => contentDigest(context.root, file);
    return gateOf(await compareTrees(context, context.positionals[0]), acknowledgedIn(context.root), contentOf);
  },
  text({ open, gated, digest, reason, idle }, style) {
    const unused = idle.map(
      (one) => `  ${acknowledgedFile} acknowledges ${one}, which is no change of this work: remove it.`,
    );
    if (gated.length === 0)
      return [`${style.green('open')}  Nothing in this change needs an acknowledgement.`, ...unused, ''].join('\n');
    const why = gated.map(({ what }) => `  ${what}`);
    const end = open
      ? [`  acknowledged: ${reason}`]
      : [
          `  ${style.dim('fix')}  See \`npm run diff\`. If it is right, add to ${acknowledgedFile}:`,
          `       ${entryFor(digest)}`,
        ];
    return [open ? style.green('open') : style.red('closed'), ...why, ...end, ...unused, ''].join('\n');
  },
  formats: findingFormats(foundBy),
  succeeded: ({ open }) => open,
};

/** What closes the gate. It has no place: what to do about it is a new line of a file that may not be there. */
function foundBy({ open, gated, digest }: Gate): Found {
  const fix = `See \`npm run diff\`. If it is right, add to ${acknowledgedFile}: ${entryFor(digest)}`;
  const closing = open ? [] : gated;
  return {
    findings: closing.map(({ what }) => ({ code: 'not-acknowledged', severity: 'error', message: `${what}.`, fix })),
    summary: `The gate is ${open ? 'open' : 'closed'}.`,
  };
}

const entryFor = (digest: string | undefined) => `- { change: "${digest}", reason: "why it is right" }`;
