import type { EdgeUser } from '../model/app.ts';

/** Who uses a contract, where it does not matter who. */
export const someUser: EdgeUser = { name: 'somebody', uses: {}, domain: 'example.com' };
