/** How soon a pod is scheduled and how late it is evicted. Each is a PriorityClass of the cluster. */
export interface Priority {
  readonly name: string;
  /** Pods without any class count as 0. */
  readonly value: number;
  /** Whether its pods may evict lower ones to find a place. */
  readonly preempts: boolean;
  readonly description: string;
}

/** Gives each priority its name: `priorities.critical` is what an app declares. */
export function declarePriorities<const N extends string>(
  ranks: Readonly<Record<N, Omit<Priority, 'name'>>>,
): Readonly<Record<N, Priority>> {
  const named = Object.entries<Omit<Priority, 'name'>>(ranks).map(([name, rank]) => [name, { name, ...rank }]);
  return Object.fromEntries(named) as Record<N, Priority>;
}

/** Priority classes are cluster-scoped, so their names carry the backend's. */
export function priorityClassName(fleet: string, { name }: Pick<Priority, 'name'>): string {
  return `${fleet}-${name}`;
}
