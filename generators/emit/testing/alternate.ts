import type { Plan } from '../../model/file.ts';
import { emit } from './emit.ts';
import { planOf } from './scratch.ts';

/** One of two plans that share 150 files of different content and have 50 files each of their own. */
export function alternative(variant: 'a' | 'b'): Plan {
  const files: Record<string, string> = {};
  const content = `# ${variant}\n`.repeat(2000);
  for (let index = 0; index < 150; index++) files[`base/app${index % 20}/file${index}.yaml`] = content;
  for (let index = 0; index < 50; index++) files[`base/${variant}${index % 5}/deep/file${index}.yaml`] = content;
  files['overlays/schema.json'] = content;
  // Half of the shared folders are planned as a whole.
  const wholes = Array.from({ length: 10 }, (_, index) => `base/app${index}`);
  return planOf(files, ['base'], wholes);
}

if (import.meta.main) {
  const root = process.argv[2] ?? '';
  const plans = [alternative('a'), alternative('b')];
  process.stdout.write('ready');
  for (;;) for (const plan of plans) emit(root, plan);
}
