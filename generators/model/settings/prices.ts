import { type Static, type TObject, Type } from 'typebox';
import { clouds } from './cluster.ts';
import { closed } from './scalars.ts';

const price = (what: string) => Type.Number({ minimum: 0, description: `The price of ${what}.` });

const cloudPrices = Type.Object(
  {
    cpuHour: price('one vCPU for an hour'),
    memoryHour: price('one GiB of memory for an hour'),
    storageMonth: price('one GiB of a volume for a month'),
  },
  { ...closed, description: 'What the team pays for what pods request: of its own contract, nodes or bills.' },
);

/** What one unit costs in a cloud, in the currency of the file. */
export type CloudPrices = Static<typeof cloudPrices>;

/** `overlays/prices.yaml`, which a team may write: without it, no cost is shown. There are no default prices. */
export interface PricesSettings {
  /** As an amount is followed by it: `USD`. */
  readonly currency: string;
  readonly clouds: Readonly<Partial<Record<string, CloudPrices>>>;
}

/** The schema of `prices.yaml`. */
export function pricesSettings(): TObject {
  return Type.Object(
    {
      currency: Type.String({ pattern: '^[A-Z]{3}$', title: 'Code of ISO 4217', description: 'Such as USD or EUR.' }),
      clouds: Type.Object(Object.fromEntries(clouds.map((cloud) => [cloud, Type.Optional(cloudPrices)])), {
        ...closed,
        description: 'Clusters in a cloud that is not named have no cost.',
      }),
    },
    { ...closed, title: 'Prices, for the cost of a change in npm run diff' },
  );
}
