import type { Finding } from '../model/finding.ts';
import { type Collapsed, collapse, saidBy } from './findings.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { visible } from './visible.ts';

/** What is known of a code beside its findings: the documentation of its rule. */
export interface RuleText {
  readonly code: string;
  /** What the rule wants, in one sentence. */
  readonly title: string;
  readonly why: string;
  readonly fix: string;
}

/**
 * Findings as SARIF 2.1.0, for code scanning and editors: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * Paths start at the root of the repository. `partialFingerprints` stay the same where lines move.
 * @param rules documentation by code; codes without one are explained by the fix of their first finding
 */
export function formatSarif(findings: readonly Finding[], rules: readonly RuleText[]): string {
  const all = collapse(findings);
  const codes = [...Map.groupBy(all, ({ code }) => code)].sort(([a], [b]) => (a < b ? -1 : 1));
  const texts = new Map(rules.map((rule) => [rule.code, rule]));
  const descriptors = codes.map(([code, [first]]) => descriptorOf(code, texts.get(code), first));
  const index = new Map(descriptors.map(({ id }, at) => [id, at]));
  const fingerprints = fingerprintsOf(all);
  const results = all.map((finding, at) => ({
    ...resultOf(finding),
    ruleIndex: index.get(finding.code),
    partialFingerprints: { 'place/v1': fingerprints[at] },
  }));
  return log({ rules: descriptors, results, invocation: { executionSuccessful: true } });
}

/** A failure of the tool: a run without results that was not successful. */
export function sarifFailure({ message, fix }: Pick<Finding, 'message' | 'fix'>): string {
  const told = { level: 'error', message: { text: plain(`${message}\n${fix}`) } };
  const invocation = { executionSuccessful: false, toolExecutionNotifications: [told] };
  return log({ rules: [], results: [], invocation });
}

function log({ rules, results, invocation }: Record<'rules' | 'results', readonly object[]> & { invocation: object }) {
  const run = {
    tool: { driver: { name: 'mobile-backend-gitops', rules } },
    invocations: [invocation],
    columnKind: 'utf16CodeUnits',
    results,
  };
  const $schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
  return `${JSON.stringify({ $schema, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function descriptorOf(id: string, rule: RuleText | undefined, first: Collapsed | undefined) {
  const words = id.replaceAll('-', ' ');
  const fix = rule?.fix ?? first?.fix ?? '';
  return {
    id,
    shortDescription: { text: plain(rule?.title ?? words) },
    fullDescription: { text: plain(rule ? `${rule.title} ${rule.why}` : words) },
    help: { text: plain(rule ? `${rule.why}\n${fix}` : fix) },
  };
}

function resultOf(finding: Collapsed) {
  const { code, severity, at } = finding;
  const physicalLocation = at && {
    artifactLocation: { uri: at.file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
    region: { startLine: at.line, startColumn: at.column },
  };
  return {
    ruleId: code,
    level: severity,
    message: { text: plain(saidBy(finding).join('\n')) },
    ...(physicalLocation ? { locations: [{ physicalLocation }] } : {}),
  };
}

/**
 * Text that SARIF takes for nothing but text: no placeholder, `{0}` (section 3.11.5 of the specification), and no link,
 * `[text](target)` (3.11.6).
 */
function plain(text: string): string {
  return visible(text)
    .replaceAll('{', '{{')
    .replaceAll('}', '}}')
    .replaceAll(/(\\*)\]\(/g, (found, slashes: string) => (slashes.length % 2 === 1 ? found : `${slashes}\\](`));
}
