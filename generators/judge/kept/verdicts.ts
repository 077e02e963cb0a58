import { keySum } from '../../kept/keySum.ts';
import type { Results } from '../../kept/results.ts';
import type { Answer, Batch, Problem } from '../apiServer.ts';

/** What the API server's code says of one object. */
export interface ObjectVerdict {
  readonly problems: readonly Omit<Problem, 'object'>[];
  /** Whether its kind is one that the code does not know and no CRD defines. */
  readonly isUnjudged: boolean;
  readonly notEmulated: Answer['notEmulated'];
}

/** An object that is judged once, wherever it stands. */
export interface JudgedObject {
  readonly json: string;
  /** Absent until there is an answer. */
  verdict?: ObjectVerdict;
}

/** Objects, each judged once for its content: clusters of an environment have most of theirs in common. */
export interface Verdicts {
  /** The object with this text, and whether nobody has asked about it yet. */
  of(json: string): { readonly judged: JudgedObject; readonly isNew: boolean };
  /** Takes the answer about objects that were asked about together. */
  take(asked: readonly JudgedObject[], answer: Answer): void;
}

/** @param identity what verdicts depend on besides the objects */
export function keptVerdicts(results: Results, identity: string): Verdicts {
  const all = new Map<string, JudgedObject>();
  const keyOf = (json: string) => keySum('verdict', identity, json);
  return {
    of(json) {
      const known = all.get(json);
      if (known) return { judged: known, isNew: false };
      const verdict = results.get<ObjectVerdict>(keyOf(json));
      const judged: JudgedObject = { json, ...(verdict && { verdict }) };
      all.set(json, judged);
      return { judged, isNew: verdict === undefined };
    },
    take(asked, { problems, unjudged, notEmulated }) {
      const byObject = Map.groupBy(problems, ({ object }) => object);
      for (const [index, judged] of asked.entries()) {
        const own = (byObject.get(index) ?? []).map(({ object: _, ...problem }) => problem);
        judged.verdict = { problems: own, isUnjudged: unjudged.includes(index), notEmulated };
        results.put(keyOf(judged.json), judged.verdict);
      }
    },
  };
}

/** The texts of objects that are asked about together. */
export const batchOf = (asked: readonly JudgedObject[]): Batch => asked.map(({ json }) => json);
