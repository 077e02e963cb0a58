import type { Finding, Severity } from '../model/finding.ts';
import { collapse, saidBy } from './findings.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { visible } from './visible.ts';

const severities: Record<Severity, string> = { error: 'blocker', warning: 'major', note: 'info' };

/**
 * Findings as a code quality report of GitLab, which shows each at its line in the merge request. One without a place has
 * none there: the log has it. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function formatGitlab(findings: readonly Finding[]): string {
  const all = collapse(findings);
  const fingerprints = fingerprintsOf(all);
  const issues = all.flatMap((finding, index) => {
    const { severity, code, at } = finding;
    if (!at) return [];
    return {
      description: visible(saidBy(finding).join('\n')),
      check_name: code,
      fingerprint: fingerprints[index],
      severity: severities[severity],
      location: { path: at.file, lines: { begin: at.line } },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}
