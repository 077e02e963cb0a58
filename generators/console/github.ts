import type { Finding, Severity } from '../model/finding.ts';
import { collapse, saidBy } from './findings.ts';
import { visible } from './visible.ts';

const commands: Record<Severity, string> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * Findings as workflow commands of GitHub Actions, which shows each at its line in the pull request: ten of each
 * severity in a step, so errors come first. One line each, in the form and with the escaping of
 * https://github.com/actions/toolkit/blob/4b9afa4c890d/packages/core/src/command.ts
 */
export function formatGithub(findings: readonly Finding[]): string {
  return collapse(findings)
    .map((finding) => {
      const { severity, code, at } = finding;
      const properties = { ...(at ? { file: at.file, line: at.line, col: at.column } : {}), title: code };
      return command(commands[severity], properties, saidBy(finding).join('\n'));
    })
    .join('');
}

/** A failure of the tool, as an error without a place. */
export function githubFailure({ message, fix }: Pick<Finding, 'message' | 'fix'>): string {
  return command('error', { title: 'failed' }, `${message}\nFix: ${fix}`);
}

function command(name: string, properties: Readonly<Record<string, string | number>>, text: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(visible(String(value)))}`);
  return `::${name} ${list.join(',')}::${escapeData(visible(text))}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
