import { applyRules } from '../judge/rules.ts';
import type { Finding } from '../model/finding.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { quantity } from '../model/quantity.ts';
import type { Rule } from '../model/rule.ts';
import type { PlacedChange } from './changes.ts';
import type { ClusterPair } from './clusterPairs.ts';
import type { Consequence, Danger } from './dangers/consequence.ts';

/**
 * What rules say of a change: what comparing rules find, and what the other rules find now and did not find before. A
 * rule that compares has its own words for what is lost; they take the place of the general ones.
 */
export function withRules(
  changes: readonly PlacedChange[],
  pairs: readonly ClusterPair[],
  rules: readonly Rule[],
  knowledge: Knowledge,
): { readonly changes: readonly PlacedChange[]; readonly beside: readonly Finding[] } {
  const findings = pairs.flatMap((pair) => newFindings(pair, rules));
  const taken = new Set<Finding>();
  const judged = changes.map((change) => {
    const own = findings.filter((finding) => isAbout(finding, change));
    for (const finding of own) taken.add(finding);
    const said = own.map((finding) => consequenceOf(finding, rules));
    const known = [...data(change, knowledge), ...growth(change, knowledge), ...change.consequences];
    const isRules = ({ danger }: Consequence) => inOwnWords.has(danger) && said.some((one) => one.danger === danger);
    return { ...change, consequences: [...said, ...known.filter((one) => !isRules(one))] };
  });
  return { changes: judged, beside: findings.filter((finding) => !taken.has(finding)) };
}

function data({ kind, before, in: where }: PlacedChange, { holdsData }: Knowledge): Consequence[] {
  const isLost = kind === 'removed' && before && holdsData({ resource: before, app: where.app ?? '' });
  return isLost ? [{ danger: 'data', words: 'its data goes with it' }] : [];
}

/** https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims */
function growth({ before, after, in: where }: PlacedChange, { volumesOf }: Knowledge): Consequence[] {
  if (!before || !after) return [];
  const app = where.app ?? '';
  const was = new Map(volumesOf({ resource: before, app }).map(({ field, value }) => [field, value]));
  return volumesOf({ resource: after, app }).flatMap(({ field, value }): Consequence[] => {
    const old = quantity(was.get(field));
    if (old === undefined || (quantity(value) ?? 0) <= old) return [];
    return [{ danger: 'stays', words: 'a volume that has grown never shrinks again', field }];
  });
}

function newFindings({ before, after }: ClusterPair, rules: readonly Rule[]): readonly Finding[] {
  const findings = applyRules(rules, after, before).filter(({ severity }) => severity !== 'note');
  // Most changes find nothing, and then nothing has to be known of before.
  if (findings.length === 0 || !before) return findings;
  const states = rules.filter(({ compares }) => !compares);
  const textOf = (finding: Finding) => JSON.stringify(finding);
  const known = new Set(applyRules(states, before, undefined).map(textOf));
  return findings.filter((finding) => !known.has(textOf(finding)));
}

function isAbout({ object, in: where }: Finding, change: PlacedChange): boolean {
  const [kind, name] = change.object.split('/');
  const names = [change.object, `${kind}/${change.namespace}/${name}`];
  return (
    object !== undefined &&
    names.includes(object) &&
    where?.cluster === change.in.cluster &&
    where?.app === change.in.app
  );
}

function consequenceOf({ code, message, field }: Finding, rules: readonly Rule[]): Consequence {
  const words = `${message.replace(/\.$/, '')} (${code})`;
  return {
    danger: dangerOf(rules.find((rule) => rule.code === code)),
    words,
    ...(field === undefined ? {} : { field }),
  };
}

/** Rules that compare say what a step does: those about data what is lost, the others who refuses it or is needed. */
function dangerOf(rule: Rule | undefined): Danger {
  if (!rule?.compares) return 'breaks';
  return steps[rule.code] ?? (rule.file.startsWith('policies/data/') ? 'data' : 'breaks');
}

/** Dangers of which a rule says more than the general words, that are then left out. */
const inOwnWords: ReadonlySet<Danger> = new Set(['data', 'abandons']);

const steps: Readonly<Record<string, Danger>> = {
  'immutable-field': 'replaces',
  'step-possible': 'replaces',
  'volume-shrunk': 'replaces',
  'step-attended': 'attended',
  'removed-without-retiring': 'abandons',
};
