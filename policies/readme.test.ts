import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from './index.ts';
import probesSet from './probes-set.ts';
import { policiesReadme } from './readme.ts';

test('the page of one rule has its texts and a short failing case with what the rule says about it', () => {
  const section = policiesReadme([probesSet]).split(/^(?=## )/m)[1];
  assert.equal(
    section,
    `## probes-set

${probesSet.title}

**Why:** ${probesSet.why.replace(/https:\S+/, '<$&>')}

**Fix:** ${probesSet.fix}

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

test('the page of all rules is the same each time, with a row and a section for each', () => {
  const page = policiesReadme(rules);
  assert.equal(policiesReadme(rules), page);
  assert.deepEqual(
    [...page.matchAll(/^## (.*)$/gm)].map(([, code]) => code),
    rules.map(({ code }) => code),
  );
  assert.equal(page.match(/^\| \[/gm)?.length, rules.length);
  assert.ok(!/undefined|\[object/.test(page));
});

test('README.md is the page of all rules', (context) => {
  context.assert.fileSnapshot(policiesReadme(rules), `${import.meta.dirname}/README.md`, { serializers: [String] });
});
