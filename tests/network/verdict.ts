import type { Resource } from '../../generators/model/resource.ts';
import type { BuiltCluster } from '../../lab/fleet.ts';
import { edgeFlows } from './edges.ts';
import type { Answer, Evaluate } from './evaluator.ts';
import { landscapeOf } from './landscape.ts';
import { type Asked, type Questions, questionsOf } from './questions.ts';
import { surroundingFlows } from './surroundings.ts';

/** The questions about a cluster, independent of its policies. */
export interface Prepared extends Questions {
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A call with its answer. */
export type Answered = Asked & { readonly answer: Answer };

/** The verdict about a cluster's calls. */
export interface Verdict {
  /** Number of declared calls that arrive. */
  readonly allowed: number;
  /** Number of undeclared calls that do not arrive; between pods of the backend, both sides deny them. */
  readonly denied: number;
  /** One sentence for each wrong call, sorted. */
  readonly faults: readonly string[];
}

/** Prepares all possible calls in a cluster, each with whether it is declared. */
export function prepare(built: BuiltCluster): Prepared {
  const landscape = landscapeOf(built);
  const inside = [...landscape.parts.values()].flatMap((part) => part.flows);
  const flows = [...edgeFlows(landscape), ...surroundingFlows(landscape), ...inside];
  const alike = landscape.pods.flatMap(({ name, like }) =>
    flows.filter(({ to }) => to === like).map((flow) => ({ ...flow, to: name, harmless: true as const })),
  );
  return { ...questionsOf(landscape, [...flows, ...alike]), namespaces: landscape.namespaces };
}

/** The NetworkPolicies that Kustomize built for a cluster. */
export function policiesOf({ objects }: BuiltCluster): readonly Resource[] {
  return [...objects.values()].flat().filter(({ kind }) => kind === 'NetworkPolicy');
}

/** The answer for every call under a set of policies. */
export async function ask(
  evaluate: Evaluate,
  prepared: Prepared,
  policies: readonly Resource[],
): Promise<readonly Answered[]> {
  const { answers } = await evaluate({ ...questionOf(prepared), policies });
  return prepared.asked.map((one, index) => ({ ...one, answer: answers[index] ?? denied }));
}

/** The answers that differ under variants of a set of policies, for each variant. */
export async function askVariants(
  evaluate: Evaluate,
  prepared: Prepared,
  policies: readonly Resource[],
  variants: readonly (readonly Resource[])[],
): Promise<readonly (readonly Answered[])[]> {
  const reply = await evaluate({ ...questionOf(prepared), policies, variants });
  return reply.variants.map((changes) =>
    changes.flatMap(({ call, ...answer }) => {
      const one = prepared.asked[call];
      return one ? [{ ...one, answer }] : [];
    }),
  );
}

const denied: Answer = { egress: '', ingress: '' };

function questionOf({ peers, asked, namespaces }: Prepared) {
  return { peers, namespaces, calls: asked.map(({ from, to, port, protocol }) => ({ from, to, port, protocol })) };
}

/** Compares answers with declarations: declared calls must arrive, and no others. */
export function verdictOf({ faults }: Prepared, answered: readonly Answered[]): Verdict {
  const wrong = new Map(answered.map((one) => [one, faultOf(one)]));
  const right = answered.filter((one) => wrong.get(one) === undefined);
  return {
    allowed: right.filter(({ declared }) => declared).length,
    denied: right.filter(({ declared }) => !declared).length,
    faults: [...faults, ...[...wrong.values()].filter((fault) => fault !== undefined)].sort(),
  };
}

function faultOf({ title, declared, inside, answer: { egress, ingress } }: Answered): string | undefined {
  if (declared) {
    const closed = [...(egress ? [] : ['out']), ...(ingress ? [] : ['in'])].join(' or ');
    return closed ? `${title} is declared, and nothing lets it ${closed}` : undefined;
  }
  if (egress && ingress) return `${title} is not declared, and arrives: ${egress}, ${ingress}`;
  if (inside && (egress || ingress)) return `${title} is not declared, and one side opens it: ${egress || ingress}`;
  return undefined;
}
