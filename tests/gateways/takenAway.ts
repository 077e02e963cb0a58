import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Resource } from '../../generators/model/resource.ts';
import { protectedPaths } from './callers.ts';
import { call, type Running } from './mobile.ts';

/**
 * Takes away one extension after the other: no route that wants a token may be open then, whatever the status of the
 * route says.
 * @param kinds of the gateway's own extensions
 */
export function closesWithout(running: () => Running, kinds: readonly string[]): void {
  for (const kind of kinds) {
    test(`without any one ${kind} no protected route is open`, async () => {
      const { ground } = running();
      const all = ground.objects.filter((object) => object.kind === kind);
      assert.ok(all.length > 0, `there are objects of the kind ${kind}`);
      for (const object of all) {
        await ground.cluster.api.delete(object);
        // Longer than each gateway takes to read a change: the next test of all would otherwise see the old routes.
        await sleep(700);
        await assertClosed(running(), object);
        await ground.cluster.api.apply(object, { manager: 'lab', force: true });
      }
    });
  }
}

async function assertClosed(gateway: Running, without: Resource): Promise<void> {
  for (const request of protectedPaths) {
    for (const token of ['none', 'forged signature'] as const) {
      const { echo } = await call(gateway, { ...request, token });
      assert.equal(echo, undefined, `${request.path} without ${without.kind}/${without.metadata.name}`);
    }
  }
}
