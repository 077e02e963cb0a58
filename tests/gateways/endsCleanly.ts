import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../../lab/command/state.ts';
import { http } from '../../lab/gateways/clients/http.ts';
import type { Ground } from '../../lab/gateways/ground.ts';

/** Stops a ground. Neither a program nor a listener of a backend may be left. */
export async function endsCleanly(ground: Ground | undefined): Promise<void> {
  if (!ground) return;
  const folder = join(ground.cluster.folder, '..', 'pids');
  const pids = readdirSync(folder).map((name) => Number(readFileSync(join(folder, name), 'utf8')));
  assert.ok(pids.length >= 3 && pids.every(isAlive), 'all programs ran until now');
  await ground.stop();
  assert.deepEqual(pids.filter(isAlive), []);
  for (const { address, ports } of ground.places.values()) {
    for (const port of ports) {
      await assert.rejects(http({ address, port }, { host: 'any', path: '/' }), { code: 'ECONNREFUSED' });
    }
  }
}
