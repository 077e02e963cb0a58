import { type TProperties, Type } from 'typebox';
import type { DatabaseEdge, Edge } from '../model/edge.ts';
import type { GraphSlice } from '../model/inputs.ts';
import { type Pool, poolAnnotation } from '../model/pool.ts';
import { closed } from '../model/settings/scalars.ts';

/**
 * An edge to a database of which each pod holds a pool of connections: `pooled(users.readWrite, 10)`. The size becomes
 * the setting `pools.<alias>` of the app, and `uses.<alias>.pool` has it: the app writes it into whichever variable its
 * program reads. The rule `connections-fit` adds up all pools over all pods.
 * @param size default
 * @param least fewest that the app works with
 */
export function pooled<const E extends DatabaseEdge>(edge: E, size: number, { least }: Pick<Pool, 'least'> = {}) {
  return { ...edge, pool: { size, ...(least !== undefined && { least }) } };
}

/** The setting of each pool in these edges, by alias. Absent where there are none. */
export function poolSettings(uses: Readonly<Record<string, Edge>>): TProperties {
  const sizes = Object.entries(uses).flatMap(([alias, edge]) => {
    if (edge.to !== 'database' || !edge.pool) return [];
    const { pool, contract, access } = edge;
    const where = access === 'read-only' ? `replicas of ${contract.name}` : contract.name;
    const description = `Connections to ${where} that one pod holds.`;
    return [[alias, Type.Integer({ minimum: pool.least ?? 1, maximum: 500, default: pool.size, description })]];
  });
  if (sizes.length === 0) return {};
  const description = 'How many connections to databases one pod holds.';
  return { pools: Type.Object(Object.fromEntries(sizes), { ...closed, description }) };
}

/** What the pods with these edges say of the connections that each of them holds. */
export function poolAnnotations({ uses }: Pick<GraphSlice, 'uses'>): Record<string, string> {
  const all = Object.entries(uses).map(([alias, { pool, endpoint }]) =>
    pool !== undefined && endpoint?.kind === 'database' ? poolAnnotation(alias, pool, endpoint) : {},
  );
  return Object.assign({}, ...all);
}
