import type { FileSpec, Plan } from '../model/file.ts';

type Files = Pick<Plan, 'separate' | 'subtrees'>;

/** All files of a plan, those of its subtrees too, sorted by path. */
export function allFiles({ separate, subtrees = [] }: Files): readonly FileSpec[] {
  if (subtrees.length === 0) return separate;
  return [...separate, ...subtrees.flatMap((one) => one.files())].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** How many they are, without looking at those of subtrees. */
export function countFiles({ separate, subtrees = [] }: Files): number {
  return subtrees.reduce((sum, { size }) => sum + size, separate.length);
}
