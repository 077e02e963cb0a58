import { openLab } from '../../lab/lab.ts';

// Holds a control plane until it is killed: for `lifetime.lab.ts`.

const lab = await openLab({ progress: () => {} });
await lab.cluster('held');
process.stdout.write(`${lab.folder}\n`);
if (process.argv[2] === 'fail') throw new Error('a test that goes wrong');
setInterval(() => {}, 1 << 30);
