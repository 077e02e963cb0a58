import { until } from '../../../../lab/until.ts';
import { askSets } from '../applications.ts';
import type { Story } from '../story.ts';

/** Seconds for which the Application must stay deleted. */
const calm = 30;

/**
 * Deletes an Application whose file no longer exists: after all ApplicationSets have read the last commit, since one that
 * has not creates it once more.
 */
export async function forget({ hub, application }: Story, name: string): Promise<void> {
  await askSets(hub.api);
  let since = Date.now();
  await until(`${name} stays away`, 700, async () => {
    const one = await application(name);
    if (one) {
      await hub.api.delete(one);
      since = Date.now();
    }
    const away = (Date.now() - since) / 1000;
    return away >= calm || `it has been away for ${away.toFixed(0)} s`;
  });
}
