import { after, before, describe } from 'node:test';
import { type Ground, openGround } from '../../lab/gateways/ground.ts';
import { startTraefik, type Traefik } from '../../lab/gateways/traefik/traefik.ts';
import { say } from '../cluster/say.ts';
import { routesTheShop } from './routed.ts';
import { shop } from './shop.ts';

// The ground that tests of gateways stand on: real gateways route real requests by a few objects written by hand.

describe('Traefik', () => {
  let ground: Ground;
  let traefik: Traefik;
  before(async () => {
    ground = await openGround('traefik', shop('traefik', { http: 8000, https: 8443 }), { progress: say });
    traefik = await startTraefik(ground, {
      entryPoints: { web: { address: ':8000' }, websecure: { address: ':8443', http: { tls: {} } } },
    });
  });
  after(() => ground?.stop());

  routesTheShop(() => ({ ground, endpoint: traefik.endpoint }));
});
