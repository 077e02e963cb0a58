import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { project } from '../../generators/argocd/project.ts';
import { printYaml } from '../../generators/files/yaml.ts';
import { settingsSchemas } from '../../generators/read/schemas.ts';
import { loadCatalogue, repository } from '../../generators/repository.ts';

import { askReaders, type Question } from './askReaders.ts';
import { textSettings } from './textSettings.ts';

/**
 * Texts that settings have: hostile ones are made of them. A setting with a form that none of them has is named by the
 * test, and gets an example here.
 */
const examples = [
  'abc',
  'EUR',
  'abc-1',
  'shop-production',
  'example.com',
  '1.35',
  '1.2.3',
  '10.0.0.0/16',
  'fd00::/48',
  '500m',
  '16Gi',
  '30d',
  '8h',
  'Europe/Berlin',
  '11:00',
  '2026-11-27T18:00',
  'al2023@v20260903',
  'fs-0123456789abcdef0',
  '0 3 * * *',
  '0 0 3 * * *',
  'Z0123456789ABC',
  '123456789012',
  '00000000-0000-4000-8000-000000000000',
  'arn:aws:iam::123456789012:role/api',
  'https://example.com',
  'https://example.com/a/b.git',
  'https://shop.vault.azure.net',
  'com.example.mobile:/oauth2redirect',
  '@example/platform',
  'projects/123456789012/locations/global/workloadIdentityPools/databases',
  '2026-01-01 10:00:00Z',
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A',
  `registry.example.com/own:1@sha256:${'a'.repeat(64)}`,
];

/** Texts that mean something to a program that gets them: not every one does to each. */
const hostile = [
  '$(SECRET)',
  '$$',
  `${'$'}{SECRET}`,
  '$SECRET',
  '$__file{/etc/shadow}',
  '{{ .secret }}',
  '{',
  '}',
  '"',
  "'",
  '`id`',
  '\\',
  ';',
  ' # ',
  '|',
  '&&',
  '<',
  '>',
  '\n',
  '\r',
  '\t',
  '\u0000',
  '\u2028',
  ']]',
  '--[[',
  '/*',
  '%s',
  '%(SECRET)s',
  '!!',
  ', role:admin',
  '\n::error::',
  '[x](javascript:0)',
];

/** Settings that take a hostile text, and why it is data where it goes. */
const free: Readonly<Record<string, string>> = {
  // The reason of a sync window is a field of an AppProject, which Argo CD shows and nothing reads.
  'windows.[].why': 'YAML',
};

const catalogue = await loadCatalogue(repository);
const settings = settingsSchemas(catalogue).flatMap(({ schema }) => textSettings(schema));

/** Every hostile text within every example, as far as a setting takes it: at the beginning, inside and at the end. */
function* accepted({ path, accepts }: (typeof settings)[number]): Generator<string> {
  const own = examples.filter(accepts);
  assert.ok(own.length > 0, `${path} takes none of the examples: add one`);
  for (const example of own) {
    yield* hostile.flatMap((text) => placed(text, example)).filter(accepts);
  }
}

test('no setting takes a text that is code in another language, but those that are free where nothing reads them', () => {
  const taken = new Map<string, Set<string>>();
  for (const setting of settings) {
    for (const attempt of accepted(setting)) {
      const marks = hostile.filter((text) => attempt.includes(text));
      taken.set(setting.path, new Set([...(taken.get(setting.path) ?? []), ...marks]));
    }
  }
  const surprising = [...taken]
    .filter(([path]) => !(path in free))
    .map(([path, marks]) => `${path}: ${[...marks].join(' ')}`);
  assert.deepEqual(surprising, []);
});

test('what settings take, the kubelet and Go templates read as it is written, and Argo CD groups of staff', async () => {
  const narrow = settings.filter(({ path }) => !(path in free));
  const texts = punctuated(narrow);
  const groups = punctuated(narrow.filter(({ path }) => path.startsWith('hub.staff.')));
  const variables = { SECRET: 'secret' };
  const asked: [Question, readonly string[]][] = [
    ...texts.flatMap((text): [Question, string[]][] => [
      [{ reader: 'kubelet', text: `--to=${text}`, variables }, [`--to=${text}`]],
      [{ reader: 'template', text: `to ${text}`, variables }, [`to ${text}`]],
    ]),
    ...groups.map((text): [Question, string[]] => [
      { reader: 'csv', text: `g, ${text}, role:admin` },
      ['g', text, 'role:admin'],
    ]),
  ];
  const answers = await askReaders(asked.map(([question]) => question));
  const changed = answers.flatMap(({ read, error }, index) => {
    const [question, expected] = asked[index] ?? [];
    return isDeepStrictEqual(read, expected) ? [] : [`${question?.reader}: ${question?.text} → ${error ?? read}`];
  });
  assert.deepEqual(changed, []);
});

test('the reason of a sync window reaches Argo CD as it is written', () => {
  const reasons = hostile.flatMap((text) => placed(text, 'no sync'));
  const windows = reasons.map((why) => ({ kind: 'deny', schedule: '0 3 * * *', duration: '8h', why }) as const);
  const none = { repositories: [], destinations: [], clusterKinds: [], namespacedKinds: [] };
  const text = printYaml(project({ name: 'one', description: '', ...none, windows }));
  const { spec } = parse(text) as { spec: { syncWindows: { description: string }[] } };
  assert.deepEqual(
    spec.syncWindows.map(({ description }) => description),
    reasons,
  );
});

/** Examples of settings with every single mark of ASCII that they take, one at a time. */
function punctuated(some: typeof settings): readonly string[] {
  const marks = Array.from({ length: 127 }, (_, code) => String.fromCharCode(code)).filter((one) =>
    /[^A-Za-z0-9]/.test(one),
  );
  const all = some.flatMap(({ accepts }) =>
    examples
      .filter(accepts)
      .flatMap((example) => [example, ...marks.flatMap((mark) => placed(mark, example))])
      .filter(accepts),
  );
  return [...new Set(all)];
}

/** A text at the beginning of an example, inside and at its end. */
function placed(text: string, example: string): string[] {
  const { length } = example;
  const places = new Set([0, 1, Math.floor(length / 2), length - 1, length]);
  return [...places].map((at) => example.slice(0, at) + text + example.slice(at));
}
