import { Failure } from '../../generators/model/finding.ts';
import { bringUp } from '../bringUp.ts';
import { builtClusters } from '../fleet.ts';
import { type Lab, openLab } from '../lab.ts';
import { labProgram } from '../programs.ts';
import { type LabState, writeState } from './state.ts';

// The process behind `npm run lab -- up`: it keeps a lab running until it is terminated. Arguments: the repository, the
// lab's folder, names of clusters, and whether their objects are applied.

const [root = '', folder = '', names = '', apply = ''] = process.argv.slice(2);
const clusters: { name: string; kubeconfig: string }[] = [];
let kubectl: string | undefined;
const tell = (phase: LabState['phase'], message: string, fix?: string) =>
  writeState(folder, { pid: process.pid, phase, message, clusters, ...(fix && { fix }), ...(kubectl && { kubectl }) });

let lab: Lab | undefined;
const end = async () => {
  await lab?.stop();
  process.exit(0);
};
process.once('SIGTERM', end);
process.once('SIGINT', end);

try {
  const progress = (message: string) => tell('starting', message);
  lab = await openLab({ folder, progress });
  kubectl = await labProgram('kubectl', progress);
  progress('building overlays');
  const built = await builtClusters(root);
  for (const name of names.split(',')) {
    const one = built.find((cluster) => cluster.name === name);
    if (!one) {
      throw new Failure(
        `there is no cluster ${name}`,
        `Name one of ${built.map((cluster) => cluster.name).join(', ')}.`,
      );
    }
    const { kubeconfig } = await bringUp(lab, one, { apply: apply === 'apply', progress });
    clusters.push({ name, kubeconfig });
  }
  tell('ready', 'ready');
  setInterval(() => {}, 1 << 30);
} catch (error) {
  const { message, fix } =
    error instanceof Failure ? error : { message: String(error), fix: 'Report it with this message.' };
  tell('failed', message, fix);
  await lab?.processes.stop();
  process.exit(1);
}
