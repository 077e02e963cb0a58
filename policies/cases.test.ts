import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { applyRules } from '../generators/judge/rules.ts';
import type { Rule, RuleCase } from '../generators/model/rule.ts';
import { caseViews } from './example/index.ts';
import { rules } from './index.ts';
import { once } from './kubernetes/once.ts';

const root = dirname(import.meta.dirname);
/** What all rules say of a case. Each is judged once. */
const judge = once((one: RuleCase) => applyRules(rules, ...caseViews(one)));

/** Where what a rule says of its failing cases stands, from the root. */
const goldenOf = ({ file }: Rule) => file.replace(/\.ts$/, '.golden.txt');

describe('every rule', () => {
  for (const { code, file } of rules) {
    it(`${code} is exported by its name in camel case`, () => {
      const name = code.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
      assert.match(readFileSync(join(root, file), 'utf8'), new RegExp(`^export default ${name};$`, 'm'));
    });
  }

  for (const { code, title, why, fix, passes, fails, compares } of rules) {
    it(`${code} says what must hold, why by an upstream document, and how to mend it`, () => {
      for (const text of [title, fix]) assert.match(text, /^[A-Z].*\.$/s);
      assert.match(why, / https:\/\/\S+$/);
    });

    it(`${code} has cases on both sides, and a base revision in all of them if it compares`, () => {
      assert.ok(passes.length > 0 && fails.length > 0);
      const titles = [...passes, ...fails].map((one) => one.title);
      assert.equal(new Set(titles).size, titles.length);
      for (const { before } of [...passes, ...fails]) assert.equal(before !== undefined, compares === true);
    });
  }
});

it('the complete example keeps every rule', () => {
  assert.deepEqual(judge({ title: 'nothing changed', objects: [], before: [] }), []);
});

for (const rule of rules) {
  const { code, passes, fails } = rule;
  describe(code, () => {
    for (const one of passes) {
      it(`finds nothing wrong with: ${one.title}`, () => assert.deepEqual(judge(one), []));
    }
    for (const one of fails) {
      it(`and it alone finds fault with: ${one.title}`, () => {
        const findings = judge(one);
        assert.deepEqual(
          [...new Set(findings.map((finding) => finding.code))],
          [code],
          JSON.stringify(findings, null, 2),
        );
        for (const { message, object } of findings) {
          assert.match(message, /^[^\s].*\.$/s);
          assert.ok(object);
        }
      });
    }
    it(`says of its failing cases what stands in ${goldenOf(rule)}`, (context) => {
      const lines = fails.flatMap((one) => [
        one.title,
        ...judge(one).flatMap(({ object, field = '', message }) => [
          `  ${object} ${field}`.trimEnd(),
          `    ${message}`,
        ]),
      ]);
      context.assert.fileSnapshot(`${lines.join('\n')}\n`, join(root, goldenOf(rule)), { serializers: [String] });
    });
  });
}

it('every golden belongs to a rule: one that does not is to be deleted', () => {
  const known = new Set(rules.map(goldenOf));
  const goldens = globSync('policies/**/*.golden.txt', { cwd: root }).map((path) => path.replaceAll('\\', '/'));
  assert.deepEqual(
    goldens.filter((path) => !known.has(path)),
    [],
  );
});
