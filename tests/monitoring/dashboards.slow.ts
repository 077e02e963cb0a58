import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { run } from '../../generators/programs/run.ts';
import { exampleDashboards } from '../../generators/testing/dashboards.ts';
import { labProgram } from '../../lab/programs.ts';
import { say } from '../cluster/say.ts';

const program = await labProgram('promtool', say);

/** What promtool says of queries, each as a rule of its own: it checks types as well, which grammar alone does not. */
async function saysOf(exprs: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'dashboards-'));
  try {
    const rules = exprs.map((expr, index) => ({
      record: `query:${index}`,
      expr: expr.replaceAll('$__rate_interval', '1m'),
    }));
    const file = join(folder, 'rules.yaml');
    writeFileSync(file, stringify({ groups: [{ name: 'queries', rules }] }));
    const { status, stdout, stderr } = await run(program, ['check', 'rules', file]);
    return status === 0 ? '' : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('promtool takes every query of every dashboard', async () => {
  const exprs = exampleDashboards.flatMap(({ sections }) =>
    sections.flatMap(({ charts }) => charts.flatMap(({ panel }) => (panel.targets ?? []).map(({ expr }) => expr))),
  );
  assert.ok(exprs.length > 100);
  assert.equal(await saysOf(exprs), '');
});

test('it refuses a rate of a number, which grammar alone takes', async () => {
  assert.match(await saysOf(['rate(sum(up))']), /expected type range vector/);
});
