import type { AppId } from '../../../model/appId.ts';
import type { ValkeyPurpose } from './config.ts';

/** All that the objects of one system are made from. */
export interface ValkeySystem {
  readonly app: AppId<never>;
  /** What Sentinels call it: the name of its contract. */
  readonly set: string;
  readonly purpose: ValkeyPurpose;
  readonly labels: Readonly<Record<string, string>>;
}
