import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Failure } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import type { Built, Rule, RuleCase } from '../model/rule.ts';
import type { Cluster } from '../model/settings/index.ts';
import { viewOf } from '../model/view.ts';
import { applyRules } from './rules.ts';

const noCase: readonly [RuleCase] = [{ title: 'none', objects: [] }];
const texts = { severity: 'error', title: 'T.', why: 'W.', fix: 'F.', passes: noCase, fails: noCase } as const;

/** A rule that every ConfigMap with the key `bad` in its data violates. */
const good: Rule = {
  ...texts,
  code: 'good',
  file: 'policies/data/good.ts',
  *check(view) {
    for (const object of view.ofKind('ConfigMap')) {
      if ((object.resource.data as { bad?: string })?.bad) yield { object, field: 'data.bad', message: 'It is bad.' };
    }
  },
};

const gone: Rule = {
  ...texts,
  code: 'gone',
  file: 'policies/data/gone.ts',
  severity: 'warning',
  compares: true,
  *check(view, before) {
    for (const object of before?.all ?? []) {
      const { kind, metadata } = object.resource;
      if (!view.find(kind, '', metadata.name)) yield { object, message: 'It is gone.' };
    }
  },
};

const configMap = (name: string, fields: Partial<Resource> & { annotations?: Record<string, string> } = {}): Built => {
  const { annotations, ...rest } = fields;
  const metadata = annotations ? { name, annotations } : { name };
  return { resource: { apiVersion: 'v1', kind: 'ConfigMap', metadata, ...rest }, app: `app-of-${name}` };
};
const bad = { data: { bad: 'yes' } };
const excused = (reason: string, code = 'good') => ({ annotations: { [`exception.gitops.dev/${code}`]: reason } });

const viewing = (...objects: Built[]) => viewOf('production', { name: 'aws-us-east-1' } as Cluster, objects);
const within = (app: string) => ({ environment: 'production', cluster: 'aws-us-east-1', app });
const shortly = (rules: readonly Rule[], now: Built[], before?: Built[]) =>
  applyRules(rules, viewing(...now), before && viewing(...before)).map(
    ({ code, severity, object, message }) => `${severity} ${code} ${object}: ${message}`,
  );

describe('a violation', () => {
  it('names the namespace of its object where another one has an object of that kind and name', () => {
    const [here, there] = ['a', 'b'].map((namespace): Built => {
      const metadata = { name: 'same', namespace };
      return { resource: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { bad: namespace } }, app: 'one' };
    });
    assert.ok(here && there);
    const named = (...objects: Built[]) =>
      applyRules([good], viewing(...objects), undefined).map(({ object }) => object);
    assert.deepEqual(named(here, there), ['ConfigMap/a/same', 'ConfigMap/b/same']);
    assert.deepEqual(named(here, configMap('other', bad)), ['ConfigMap/same', 'ConfigMap/other']);
  });

  it('is a finding with the rule’s code, severity and fix, about one object of one app in one cluster', () => {
    assert.deepEqual(applyRules([good], viewing(configMap('a'), configMap('b', bad)), undefined), [
      {
        code: 'good',
        severity: 'error',
        message: 'It is bad.',
        fix: 'F.',
        object: 'ConfigMap/b',
        field: 'data.bad',
        in: within('app-of-b'),
      },
    ]);
  });

  it('of a rule that compares is found only where there is a base revision', () => {
    const [a, b] = [configMap('a'), configMap('b')];
    assert.deepEqual(shortly([gone], [a]), []);
    assert.deepEqual(shortly([gone], [a], [a, b]), ['warning gone ConfigMap/b: It is gone.']);
  });
});

describe('an exception', () => {
  it('turns the violation of its own object into a note with the reason', () => {
    const now = [configMap('a', { ...bad, ...excused('an old client needs it') }), configMap('b', bad)];
    assert.deepEqual(shortly([good], now), [
      'note good ConfigMap/a: It is bad. Declared exception: an old client needs it',
      'error good ConfigMap/b: It is bad.',
    ]);
  });

  it('asks for nothing to be mended', () => {
    const [finding] = applyRules(
      [good],
      viewing(configMap('a', { ...bad, ...excused('an old client needs it') })),
      undefined,
    );
    assert.equal(finding?.excepted, true);
    assert.equal(finding.fix, 'Nothing now; delete the annotation exception.gitops.dev/good with its reason.');
  });

  for (const [where, spec] of [
    ['a pod template', { template: { metadata: excused('why not') } }],
    ['the pod template of a job template', { jobTemplate: { spec: { template: { metadata: excused('why not') } } } }],
  ] as const) {
    it(`may stand on ${where}`, () => {
      assert.deepEqual(shortly([good], [configMap('a', { ...bad, spec })]), [
        'note good ConfigMap/a: It is bad. Declared exception: why not',
      ]);
    });
  }

  for (const [title, object, why] of [
    ['for a rule that the object keeps', configMap('a', excused('why not')), 'the object keeps the rule good'],
    ['for a rule that does not exist', configMap('a', excused('why not', 'nice')), 'there is no rule nice'],
  ] as const) {
    it(`${title} is a warning`, () => {
      const code = title.includes('exist') ? 'nice' : 'good';
      assert.deepEqual(shortly([good], [object]), [
        `warning exception-unused ConfigMap/a: The annotation exception.gitops.dev/${code} excuses nothing: ${why}.`,
      ]);
    });
  }

  it('without a reason excuses nothing', () => {
    assert.deepEqual(shortly([good], [configMap('a', { ...bad, ...excused(' ') })]), [
      'error good ConfigMap/a: It is bad.',
      'warning exception-unused ConfigMap/a: The annotation exception.gitops.dev/good excuses nothing: it gives no reason.',
    ]);
  });

  it('from a rule that compares is not called unused where there is nothing to compare with', () => {
    const a = configMap('a', excused('moved by hand', 'gone'));
    assert.deepEqual(shortly([gone], [a]), []);
    assert.equal(shortly([gone], [a], [a]).length, 1);
  });

  it('on an object that is gone is read where it last stood', () => {
    const a = configMap('a', excused('moved by hand', 'gone'));
    assert.deepEqual(shortly([gone], [], [a]), [
      'note gone ConfigMap/a: It is gone. Declared exception: moved by hand',
    ]);
  });
});

describe('a rule that throws', () => {
  const shaky = (compares: boolean): Rule => ({
    ...texts,
    code: 'shaky',
    file: 'policies/data/shaky.ts',
    ...(compares ? { compares } : {}),
    check(view, before) {
      for (const { resource } of (compares ? before : view)?.all ?? []) {
        if ((resource.data as { bad: string }).bad === 'yes') throw new TypeError('no such thing');
      }
      return [];
    },
  });

  for (const [title, now, before, compares] of [
    ['an object', [configMap('a', { data: {} }), configMap('b', bad)], undefined, false],
    ['an object of the base revision', [], [configMap('a', { data: {} }), configMap('b', bad)], true],
  ] as const) {
    it(`over ${title} is a failure that names both and the file to correct, never a pass`, () => {
      assert.throws(
        () => applyRules([shaky(compares)], viewing(...now), before && viewing(...before)),
        (error) => {
          assert.ok(error instanceof Failure);
          const where = 'ConfigMap/b in production/aws-us-east-1';
          assert.equal(error.message, `the rule shaky could not judge ${where}: no such thing`);
          assert.match(error.fix, /^Correct policies\/data\/shaky\.ts: /);
          assert.ok(error.cause instanceof TypeError);
          return true;
        },
      );
    });
  }
});
