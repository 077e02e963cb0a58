import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { families } from './families.ts';
import { rules } from './index.ts';
import { familyOf, familyReadme, policiesReadme } from './readme.ts';

const byFamily = Map.groupBy(rules, familyOf);

test('the section of one rule has its texts and a short failing case with what the rule says about it', () => {
  const probesSet = rules.filter(({ code }) => code === 'probes-set');
  const [{ title, why, fix } = { title: '', why: '', fix: '' }] = probesSet;
  const section = familyReadme('availability', probesSet).split(/^(?=## )/m)[1];
  assert.equal(
    section,
    `## probes-set

${title}

**Why:** ${why.replace(/https:\S+/, '<$&>')}

**Fix:** ${fix}

For example, no startup probe:

\`\`\`yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  template:
    spec:
      containers:
        - name: api
          startupProbe: null
\`\`\`

> Deployment/api: Container api has no startupProbe.

`,
  );
});

for (const [family, own] of byFamily) {
  test(`the page of ${family} is the same each time, with a section for each of its rules`, (context) => {
    const page = familyReadme(family, own);
    assert.equal(familyReadme(family, own), page);
    assert.deepEqual(
      [...page.matchAll(/^## (.*)$/gm)].map(([, code]) => code),
      own.map(({ code }) => code),
    );
    assert.ok(!/undefined|\[object/.test(page));
    context.assert.fileSnapshot(page, `${import.meta.dirname}/${family}/README.md`, { serializers: [String] });
  });
}

test('README.md has a row for every rule, which leads to its section', (context) => {
  const page = policiesReadme(rules);
  assert.deepEqual(
    [...page.matchAll(/^\| \[([a-z-]+)\]\(([a-z]+)\/README\.md#\1\) \|/gm)].map(([, code, family]) => [family, code]),
    rules.map((rule) => [familyOf(rule), rule.code]),
  );
  context.assert.fileSnapshot(page, `${import.meta.dirname}/README.md`, { serializers: [String] });
});

test('every family says what it is about, and every folder with a page is one', () => {
  assert.deepEqual([...byFamily.keys()], Object.keys(families));
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const withPage = folders.map(({ name }) => name).filter((name) => filesOf(name).includes('README.md'));
  assert.deepEqual(withPage.sort(), Object.keys(families));
});

function filesOf(folder: string): readonly string[] {
  return readdirSync(`${import.meta.dirname}/${folder}`);
}
