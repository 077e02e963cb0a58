import type { Resource } from '../../generators/model/resource.ts';
import { outputOf, run } from '../../generators/programs/run.ts';
import { ensureProgram } from '../../generators/programs/toolchain.ts';
import { repository } from '../../generators/repository.ts';

/** One end of a call: a pod, or an address outside the cluster, which has no namespace. */
export interface Peer {
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly address: string;
  /** Ports that the containers of a pod declare. */
  readonly ports?: readonly { readonly name: string; readonly number: number; readonly protocol: string }[];
}

/** Whether one peer may open a connection to another; both by their index. */
export interface Call {
  readonly from: number;
  readonly to: number;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/**
 * The rules that allow a call, for each direction: such as `data/users spec.ingress[0]`, or `open` where no policy
 * isolates the pod. Empty: denied. The call arrives when both directions are allowed.
 */
export interface Answer {
  readonly egress: string;
  readonly ingress: string;
}

/** The policies, the peers and the calls to evaluate. */
export interface Question {
  /** NetworkPolicy objects, read strictly. */
  readonly policies: readonly Resource[];
  /** Labels of namespaces, by name. */
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly peers: readonly Peer[];
  readonly calls: readonly Call[];
  /** Other sets of policies, evaluated for the same calls. */
  readonly variants?: readonly (readonly Resource[])[];
}

/** Answers in the order of the calls, and for each variant those that differ. */
export interface Reply {
  readonly answers: readonly Answer[];
  readonly variants: readonly (readonly (Answer & { readonly call: number })[])[];
}

/** Evaluates calls by the semantics of NetworkPolicy; rejects an invalid question. */
export type Evaluate = (question: Question) => Promise<Reply>;

/**
 * The evaluator of `tools/network`, built where it is not there yet. It shares no code with `policies/`.
 * @throws Failure when it cannot be built
 */
export async function createEvaluator(): Promise<Evaluate> {
  const go = { module: 'tools/network', package: '.', takes: 'about a minute' };
  const program = await ensureProgram(repository, 'network', go, (message) => process.stderr.write(`${message}\n`));
  return async (question) => JSON.parse(outputOf(await run(program, [], { input: JSON.stringify(question) }))) as Reply;
}
