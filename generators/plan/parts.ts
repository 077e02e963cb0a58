import type { KeptResults } from '../kept/keptResults.ts';
import { keySum } from '../kept/keySum.ts';
import type { Finding } from '../model/finding.ts';

/** A part of the plan: what is said of it, as JSON, and the texts of its files. */
export interface PlanPart<T> {
  readonly said: T;
  /** With any of these it is incomplete. */
  readonly mistakes: readonly Finding[];
  /** The text of one of its files. */
  text(index: number): string;
}

/** A part as it was planned just now. */
export type NewPlanPart<T> = Omit<PlanPart<T>, 'text'> & { readonly texts: readonly string[] };

/** Where parts come from. @param key all that a part follows from, besides the code */
export type PlanParts = <T>(key: readonly unknown[], plan: () => NewPlanPart<T>) => PlanPart<T>;

/** Each part is planned when it is asked for, and stays in memory. */
export const newParts: PlanParts = (_key, plan) => {
  const { texts, ...part } = plan();
  return { ...part, text: (index) => texts[index] ?? '' };
};

/** How many parts have their texts in memory at a time. */
const most = 4;

/**
 * Parts that are planned once for all that they follow from. The texts of most are not read where nothing of them
 * changed, and those of a fleet are not in memory together.
 */
export function keptParts({ results, code }: KeptResults): PlanParts {
  const loaded = new Map<string, readonly string[]>();
  const load = (sum: string, texts: readonly string[]) => {
    loaded.delete(sum);
    loaded.set(sum, texts);
    for (const [first] of loaded) if (loaded.size > most) loaded.delete(first);
    return texts;
  };
  return <T>(key: readonly unknown[], plan: () => NewPlanPart<T>): PlanPart<T> => {
    const sum = keySum('part', code.plan, ...key);
    const ofTexts = keySum('texts', sum);
    const text = (index: number) => {
      // What somebody removed meanwhile is planned again.
      const texts = loaded.get(sum) ?? load(sum, results.get<readonly string[]>(ofTexts) ?? plan().texts);
      return texts[index] ?? '';
    };
    const known = results.get<T>(sum);
    if (known !== undefined) return { said: known, mistakes: [], text };
    const { said, texts, mistakes } = plan();
    load(sum, texts);
    if (mistakes.length > 0) return { said, mistakes, text };
    results.put(sum, said);
    results.put(ofTexts, texts);
    // As it is read the next time: a key without a value is gone.
    return { said: JSON.parse(JSON.stringify(said)) as T, mistakes, text };
  };
}
