import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { applyRules } from '../generators/judge/rules.ts';
import type { RuleCase } from '../generators/model/rule.ts';
import { caseViews } from './example/index.ts';
import { rules } from './index.ts';

const judge = (one: RuleCase) => applyRules(rules, ...caseViews(one));

describe('every rule', () => {
  it('is a file of this folder, named by its code, and registered in the order of codes', () => {
    const files = readdirSync(import.meta.dirname)
      .filter((name) => /^[a-z]+(-[a-z]+)+\.ts$/.test(name))
      .map((name) => name.replace(/\.ts$/, ''));
    assert.deepEqual(
      rules.map(({ code }) => code),
      files.sort(),
    );
    for (const code of files) {
      const name = code.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
      assert.match(
        readFileSync(`${import.meta.dirname}/${code}.ts`, 'utf8'),
        new RegExp(`^export default ${name};$`, 'm'),
      );
    }
  });

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

for (const { code, passes, fails } of rules) {
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
  });
}

it('what the rules say of each failing case is what stands in cases.golden.txt', (t) => {
  const lines = rules.flatMap(({ code, fails }) =>
    fails.flatMap((one) => [
      `${code}: ${one.title}`,
      ...judge(one).map(({ object, field, message }) =>
        `  ${object} ${field ?? ''}`.trimEnd().concat(`\n    ${message}`),
      ),
    ]),
  );
  t.assert.fileSnapshot(`${lines.join('\n')}\n`, `${import.meta.dirname}/cases.golden.txt`, { serializers: [String] });
});
