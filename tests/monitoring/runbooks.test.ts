import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { runbookOf } from '../../generators/blocks/monitoring/alerts/alert.ts';
import { repository } from '../../generators/repository.ts';
import { systems } from './systems.ts';

const folder = join(repository, dirname(runbookOf('x')));
const pages = readdirSync(folder).sort();
const read = (page: string) => readFileSync(join(folder, page), 'utf8');
const alerts = [...new Set(systems.flatMap((system) => system.alerts.map(({ name }) => name)))].sort();

test('every alert has its runbook, and every runbook its alert', () => {
  assert.deepEqual(
    pages,
    alerts.map((name) => `${name}.md`),
  );
});

test('every alert that is declared is among those that are tested', () => {
  const sources = join(repository, 'generators/blocks/monitoring');
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.ts$/.test(file),
  );
  const declared = files.flatMap((file) =>
    [...readFileSync(join(sources, file), 'utf8').matchAll(/^ +name: '([A-Z][a-z]\w+)',$/gm)].map(([, name]) => name),
  );
  assert.deepEqual([...new Set(declared)].sort(), alerts);
});

test('a runbook says what it means, what to look at first, how to mend it and when to call somebody', () => {
  for (const page of pages) {
    const name = page.replace(/\.md$/, '');
    const shape = new RegExp(
      `^# ${name}\\n\\S[^]+\\n\\n## Look first\\n1\\. [^]+\\n\\n## Mend\\n- [^]+\\n\\n## Escalate\\n\\S[^]+\\n$`,
    );
    assert.match(read(page), shape);
  }
});

test('every link of a runbook leads to a page', () => {
  for (const page of pages) {
    for (const [, target = ''] of read(page).matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      assert.ok(existsSync(join(folder, target)), `${page} links ${target}`);
    }
  }
});
