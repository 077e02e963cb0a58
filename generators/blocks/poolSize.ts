import { Type } from 'typebox';

/**
 * The setting for how many database connections one pod holds; the rule `connections-fit` adds them up over all pods.
 * @param size default
 * @param range least number, and which servers it is to; by default one and one
 */
export function poolSize(size: number, { least = 1, to = '' }: { least?: number; to?: string } = {}) {
  return Type.Integer({
    minimum: least,
    maximum: 500,
    default: size,
    description: `Database connections that one pod holds${to}.`,
  });
}
