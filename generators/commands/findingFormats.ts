import { formatGithub, githubFailure } from '../console/github.ts';
import { formatGitlab } from '../console/gitlab.ts';
import { formatSarif, sarifFailure } from '../console/sarif.ts';
import type { Finding } from '../model/finding.ts';
import { loadRules, repository } from '../repository.ts';
import type { Format } from './command.ts';

/** What a command found, for formats of findings. */
export interface Found {
  readonly findings: readonly Finding[];
  /** The last line of the text: what was looked at. */
  readonly summary: string;
}

/**
 * The formats of findings: workflow commands of GitHub, with the summary below them, a code quality report of GitLab, and
 * SARIF.
 * @param found the findings that the text shows, too
 */
export function findingFormats<Result>(found: (result: Result) => Found): Readonly<Record<string, Format<Result>>> {
  return {
    github: {
      show(result) {
        const { findings, summary } = found(result);
        return `${formatGithub(findings)}${summary}\n`;
      },
      failure: githubFailure,
    },
    gitlab: { show: (result) => formatGitlab(found(result).findings) },
    sarif: {
      show: async (result) => formatSarif(found(result).findings, await loadRules(repository)),
      failure: sarifFailure,
    },
  };
}
