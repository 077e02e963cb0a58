import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inJson, secretText, secretUrl, secretValue } from '../../generators/blocks/secrets/value.ts';
import { containerText, variable, withVariables } from '../../generators/blocks/workload/containerText.ts';
import { askReaders } from './askReaders.ts';

const runs = { numRuns: 300, seed: 20261129 };

test('the kubelet reads data in texts of containers as it was, and puts values only where an app names variables', async () => {
  const data = fc.string({ unit: fc.constantFrom('$', '(', ')', 'A', ' ', '$(A)', '$$', 'é') });
  const samples = fc.sample(fc.tuple(data, data, data), runs);
  const variables = { A: 'secret', B: '$(A)' };
  const alone = samples.map(([text]) => ({ reader: 'kubelet' as const, text: containerText(text), variables }));
  const around = samples.map(([before, middle, after]) => ({
    reader: 'kubelet' as const,
    text: containerText(withVariables`${before}${variable('B')}${middle}${variable('A')}${after}`),
    variables,
  }));
  const answers = await askReaders([...alone, ...around]);
  assert.deepEqual(
    answers.map(({ read }) => read?.[0]),
    [
      ...samples.map(([text]) => text),
      ...samples.map(([before, middle, after]) => `${before}$(A)${middle}secret${after}`),
    ],
  );
});

test('External Secrets prints text around secrets as it was', async () => {
  const data = fc.string({ unit: fc.constantFrom('{', '}', '{{', '}}', '{{ .one_key }}', '-', ' ', '"', 'é') });
  const samples = fc.sample(fc.tuple(data, data), runs);
  const secret = secretValue('one', { store: 'secrets', key: 'entry' }, 'key');
  const answers = await askReaders(
    samples.map(([before, after]) => ({
      reader: 'template',
      text: secretUrl`${before}${secret}${after}`.template,
      variables: { one_key: 'secret' },
    })),
  );
  assert.deepEqual(
    answers,
    samples.map(([before, after]) => ({ read: [`${before}secret${after}`] })),
  );
});

test('External Secrets prints a text around secrets in JSON as one text, whatever it and they hold', async () => {
  const unit = fc.constantFrom('{', '}', '{{', ' }}', '"', '\\', '\n', '%', '+', '<', 'é', '\u2028');
  const samples = fc.sample(fc.tuple(fc.string({ unit }), fc.string({ unit }), fc.string({ unit })), runs);
  const secret = secretValue('one', { store: 'secrets', key: 'entry' }, 'key');
  const answers = await askReaders(
    samples.flatMap(([before, after, value]) =>
      [secretText`${before}${secret}${after}`, secretUrl`amqp://${before}${secret}`, secret].map((text) => ({
        reader: 'template' as const,
        text: inJson(text).template,
        variables: { one_key: value },
      })),
    ),
  );
  assert.deepEqual(
    answers.map(({ read }) => JSON.parse(read?.[0] ?? '')),
    samples.flatMap(([before, after, value]) => [
      `${before}${value}${after}`,
      `amqp://${before}${encodeURIComponent(value)}`,
      value,
    ]),
  );
});
