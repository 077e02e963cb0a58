import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { outputOf, runSync } from '../../generators/programs/run.ts';
import type { Issuer } from '../../lab/gateways/issuer.ts';

/** A server of an issuer's keys outside the cluster, over TLS. */
export interface KeysServer {
  /** Where its keys are. */
  readonly keys: string;
  /** File with the authority of its certificate. */
  readonly authority: string;
  stop(): void;
}

/**
 * Starts a server that is called `localhost`.
 * @param kit path of the lab's own program
 * @param folder for the certificates, which exists
 * @param name whom the certificate is for. Default: `localhost`
 */
export async function serveKeys(issuer: Issuer, kit: string, folder: string, name = 'localhost'): Promise<KeysServer> {
  const wanted = [
    { name: 'authority', commonName: 'authority of the issuer' },
    { name: 'keys', by: 'authority', commonName: 'keys', hosts: [name] },
  ];
  outputOf(runSync(kit, ['certificates', folder], { input: JSON.stringify(wanted) }));
  const [cert, key] = ['keys.crt', 'keys.key'].map((file) => readFileSync(join(folder, file)));
  const serves = issuer.servesKeys('/keys');
  const server = createServer({ cert, key }, (request, response) => {
    if (!serves(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    keys: `https://localhost:${(server.address() as AddressInfo).port}/keys`,
    authority: join(folder, 'authority.crt'),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
