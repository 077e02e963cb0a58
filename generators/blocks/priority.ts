/** Priority of pods: the higher, the sooner scheduled and the later evicted. Each is a PriorityClass of the cluster. */
export interface Priority {
  readonly name: string;
  /** Pods without any class count as 0. */
  readonly value: number;
  /** Whether its pods may evict lower ones to find a place. */
  readonly preempts: boolean;
  readonly description: string;
}

/** Priorities by name: an app declares `priorities.critical`. */
export function declarePriorities<const N extends string>(
  ranks: Readonly<Record<N, Omit<Priority, 'name'>>>,
): Readonly<Record<N, Priority>> {
  const named = Object.entries<Omit<Priority, 'name'>>(ranks).map(([name, rank]) => [name, { name, ...rank }]);
  return Object.fromEntries(named) as Record<N, Priority>;
}

/** Name of a PriorityClass. The kind is cluster-scoped, so the name of the fleet is in it. */
export function priorityClassName(fleet: string, { name }: Pick<Priority, 'name'>): string {
  return `${fleet}-${name}`;
}
