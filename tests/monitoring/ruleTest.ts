import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Alert } from '../../generators/blocks/monitoring/alerts/alert.ts';
import {
  type AlertingRule,
  alertingRule,
  type RecordingRule,
} from '../../generators/blocks/monitoring/prometheus/rule.ts';
import { run } from '../../generators/programs/run.ts';
import type { AlertCase, InputSeries } from './alertCase.ts';

/** One test of promtool: series, and what is true of them at a time. */
export interface RuleTest {
  readonly series: InputSeries;
  readonly at: string;
  readonly every?: string | undefined;
  /** The alerts of a name that fire, all of them. */
  readonly alerts?: { readonly name: string; readonly firing: readonly FiringAlert[] };
  /** Results of queries: the number of each, or none. */
  readonly queries?: Readonly<Record<string, readonly number[]>>;
}

/** Labels and annotations with which an alert fires. */
export interface FiringAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What an alert says of itself when the series of a case make it fire. */
export function firing(alert: Alert, { labels, summary }: AlertCase): FiringAlert {
  const rule = alertingRule(alert);
  const team = rule.labels.team?.replace('{{ $labels.namespace }}', labels.namespace ?? '') ?? '';
  return { labels: { ...labels, ...rule.labels, team }, annotations: { ...rule.annotations, summary } };
}

/**
 * What promtool says of rules and a test, or nothing when it is content: `promtool check rules`, then `promtool test
 * rules`.
 */
export async function failuresOf(
  promtool: string,
  rules: readonly (RecordingRule | AlertingRule)[],
  { series, at, every = '1m', alerts, queries = {} }: RuleTest,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  try {
    const write = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content));
    write('rules.yml', { groups: [{ name: 'all', rules }] });
    write('test.yml', {
      rule_files: ['rules.yml'],
      evaluation_interval: every,
      tests: [
        {
          interval: every,
          input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
          alert_rule_test: alerts && [
            {
              eval_time: at,
              alertname: alerts.name,
              exp_alerts: alerts.firing.map(({ labels, annotations }) => ({
                exp_labels: labels,
                exp_annotations: annotations,
              })),
            },
          ],
          promql_expr_test: Object.entries(queries).map(([expr, values]) => ({
            expr,
            eval_time: at,
            exp_samples: values.map((value) => ({ labels: '{}', value })),
          })),
        },
      ],
    });
    for (const [action, file] of [
      ['check', 'rules.yml'],
      ['test', 'test.yml'],
    ] as const) {
      const { status, stdout, stderr } = await run(promtool, [action, 'rules', file], { cwd: folder });
      if (status !== 0) return stdout + stderr;
    }
    return '';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
