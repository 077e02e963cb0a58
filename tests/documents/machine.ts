import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loopbackBlock } from '../../lab/processes/ports.ts';
import { createProcesses, type Processes } from '../../lab/processes/processes.ts';
import { labProgram } from '../../lab/programs.ts';
import { say } from '../cluster/say.ts';

/** Where the programs of one test file run: a folder, and addresses that nothing else on this machine has. */
export interface Machine {
  readonly folder: string;
  readonly processes: Processes;
  /** An address for a program: a different one for each number from 1 to 254. */
  address(number: number): string;
  /** Stops all programs, and deletes the folder. */
  stop(): Promise<void>;
}

/** Opens a machine. Its programs do not outlive this process. */
export async function openMachine(): Promise<Machine> {
  const kit = await labProgram('kit', say);
  const block = await loopbackBlock();
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));
  const processes = createProcesses(kit, folder);
  return {
    folder,
    processes,
    address: (number) => block.range.replace('0.0/16', `9.${number}`),
    async stop() {
      await processes.stop();
      block.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
