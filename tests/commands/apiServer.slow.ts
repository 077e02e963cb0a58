import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { copyRepository, run } from '../repositoryCopy.ts';

/** A service of the name, with these variables beside those that all have. */
const app = (name: string, env: string) => `import { cpu } from '../generators/blocks/scaling/scale.ts';
import { service } from '../generators/blocks/service.ts';
import { here } from '../generators/blocks/source.ts';
import { names } from './names.ts';
import { priorities } from './priorities.ts';
import { ownImage } from './runtimes/own.ts';

/** What no cluster takes. */
export const ${name} = service(names.${name}, {
  source: here(import.meta),
  runtime: ownImage,
  scale: { min: 2, max: 6, on: [cpu(70)] },
  resources: { cpu: '100m', memory: '128Mi' },
  priority: priorities.standard,
  uses: {},
  env: () => (${env}),
});
`;

test('validate refuses what only a sync would have: names of variables, and what is too long', (context) => {
  const root = copyRepository(context, ['production']);
  const edit = (file: string, before: string, after: string) => {
    const text = readFileSync(join(root, file), 'utf8');
    assert.ok(text.includes(before), `${file} has ${before}`);
    writeFileSync(join(root, file), text.replace(before, after));
  };
  edit('apps/names.ts', '  worker: app(', "  extra: app('extra', 'backend', ['http']),\n  worker: app(");
  edit('apps/index.ts', 'import { push }', "import { extra } from './extra.ts';\nimport { push }");
  edit('apps/index.ts', '  push,\n', '  push,\n  extra,\n');
  writeFileSync(
    join(root, 'apps/extra.ts'),
    app('extra', "{ 'MY VAR': 'x', '': 'y', BIG: 'x'.repeat(1.1 * 2 ** 20) }"),
  );
  const generated = run(root, 'generate');
  assert.equal(generated.status, 0, generated.stdout + generated.stderr);
  const { status, stdout } = run(root, 'validate', '--format', 'json');
  assert.equal(status, 1);
  const report = JSON.parse(stdout) as {
    judgedAs: string[];
    findings: Record<'code' | 'object' | 'message', string>[];
  };
  assert.deepEqual(report.judgedAs, ['1.34', '1.35', '1.36']);
  const refused = report.findings.filter(({ code }) => code === 'refused-by-api-server').map(({ message }) => message);
  const all = 'The API server refuses';
  assert.deepEqual([...new Set(refused.map((message) => message.replace(/: Invalid value: .*/, '')))].sort(), [
    `${all} ConfigMap/extra: Too long: may not be more than 1048576 bytes`,
    `${all} ConfigMap/extra: data[MY VAR]`,
    `${all} ConfigMap/extra: data[]`,
  ]);
});
