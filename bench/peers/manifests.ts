/** Writes the objects of every folder that Kustomize builds, whole, into one file of JSON: what peers are given. */
import { writeFileSync } from 'node:fs';
import { buildModel } from '../../generators/pipeline.ts';
import { renderings } from '../../generators/plan/renderings.ts';

const [root = '', file = ''] = process.argv.slice(2);
const { linked } = await buildModel(root);
if (!linked) throw new Error(`${root} has errors: npm run validate -- --root ${root}`);
const all = [...renderings(linked)]
  .filter(({ at }) => at)
  .map(({ folder, resources }) => ({ folder, objects: resources }));
writeFileSync(file, JSON.stringify(all));
