import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { promqlSeconds } from './promqlSeconds.ts';

/** A query, as far as rules ask about it. */
export interface Query {
  /** The text at the first place that is no PromQL. */
  readonly fault: string | undefined;
  readonly selectors: readonly Selector[];
  /** Labels by which series are grouped or joined. */
  readonly groupings: readonly string[];
  /** Labels that the query itself makes. */
  readonly made: readonly string[];
}

/** Selector of series: `name{label="value"}`. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
  /** The range after it, and the function that looks at it. */
  readonly range?: { readonly text: string; readonly seconds: number; readonly by: string };
}

/** Condition on a label. */
export interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** Queries that were read: the clusters of a fleet have most of theirs in common. */
const known = new Map<string, Query>();

/** Reads PromQL by the grammar of Prometheus' own user interface. */
export function parseQuery(text: string): Query {
  const query = known.get(text) ?? readQuery(text);
  if (known.size > 5_000) known.clear();
  known.set(text, query);
  return query;
}

function readQuery(text: string): Query {
  const found = { fault: undefined as string | undefined, selectors: [] as Selector[] };
  const groupings: string[] = [];
  const made: string[] = [];
  parser.parse(text).iterate({
    enter({ type, from, node }) {
      const { name, isError } = type;
      if (isError) found.fault ??= text.slice(from, from + 20) || 'its end';
      else if (name === 'VectorSelector') found.selectors.push(selectorAt(node, text));
      else if (name === 'LabelName' && node.parent?.name === 'GroupingLabels') groupings.push(textOf(node, text));
      else if (name === 'FunctionCall') made.push(...labelsMade(node, text));
    },
  });
  return { ...found, groupings, made };
}

function selectorAt(node: SyntaxNode, text: string): Selector {
  const name = node.getChild('Identifier');
  const matchers = (node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []).map((matcher) => ({
    label: textOf(matcher.getChild('LabelName'), text),
    operator: textOf(matcher.getChild('MatchOp'), text),
    value: textOf(matcher.getChild('StringLiteral'), text).slice(1, -1),
  }));
  const named = matchers.find(({ label, operator }) => label === '__name__' && operator === '=')?.value ?? '';
  const range = rangeOf(node, text);
  return {
    metric: name ? textOf(name, text) : named,
    matchers: matchers.filter(({ label }) => label !== '__name__'),
    ...(range && { range }),
  };
}

function rangeOf(selector: SyntaxNode, text: string): Selector['range'] {
  const matrix = selector.parent?.name === 'MatrixSelector' ? selector.parent : undefined;
  const length = matrix?.getChild('NumberDurationLiteralInDurationContext');
  if (!matrix || !length) return undefined;
  let call: SyntaxNode | null = matrix.parent;
  while (call && call.name !== 'FunctionCall') call = call.parent;
  const said = textOf(length, text);
  return { text: said, seconds: promqlSeconds(said), by: textOf(call?.getChild('FunctionIdentifier'), text) };
}

/** `label_replace(series, "made", …)`, `label_join(series, "made", …)` */
function labelsMade(call: SyntaxNode, text: string): readonly string[] {
  if (!/^label_(replace|join)$/.test(textOf(call.getChild('FunctionIdentifier'), text))) return [];
  const [made] = call.getChild('FunctionCallBody')?.getChildren('StringLiteral') ?? [];
  return made ? [textOf(made, text).slice(1, -1)] : [];
}

function textOf(node: SyntaxNode | null | undefined, text: string): string {
  return node ? text.slice(node.from, node.to) : '';
}
