/**
 * How many random cases a property test tries: a quarter of them every day, and all where `ALL_RUNS` is set, as the
 * slow tier does. For properties whose cases are expensive; those with a seed of their own try the first quarter, all
 * others try different cases each day.
 * @param all at least 1
 */
export const runs = (all: number): number => (process.env.ALL_RUNS ? all : Math.ceil(all / 4));
