import { until } from '../../../../lab/until.ts';
import type { Story } from '../story.ts';

/** Seconds for which the Application must stay deleted. */
const calm = 30;

/**
 * Deletes an Application whose file no longer exists. An ApplicationSet that has not read the last commit yet creates
 * it once more, so it counts as deleted after a while: an ApplicationSet reads git every three minutes.
 */
export async function forget({ hub, application }: Story, name: string): Promise<void> {
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
