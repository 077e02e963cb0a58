import { openLab } from '../../lab/lab.ts';

// A program that runs a control plane until it is killed: for `lifetime.lab.ts`.

const lab = await openLab({ progress: () => {} });
await lab.cluster('held');
process.stdout.write(`${lab.folder}\n`);
if (process.argv[2] === 'fail') throw new Error('a test that fails');
setInterval(() => {}, 1 << 30);
