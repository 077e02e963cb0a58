import { until } from '../../../../lab/until.ts';
import type { Story } from '../story.ts';

/** For how long nobody may make it again, in seconds. */
const calm = 30;

/**
 * Deletes an Application that files call for no more. A set that has not read the last commit yet makes it once more, so
 * it is gone when it has stayed away for a while: a set looks at git every three minutes.
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
