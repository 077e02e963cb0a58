import assert from 'node:assert/strict';
import { bind, type DatabaseBinding, type QueueBinding } from '../../../generators/blocks/bindings.ts';
import type { SecretValue } from '../../../generators/blocks/secrets/value.ts';
import { externalEndpoint } from '../../../generators/link/external.ts';
import type { ContractEdge } from '../../../generators/model/edge.ts';
import type { Inputs } from '../../../generators/model/inputs.ts';
import type { ContractSettings } from '../../../generators/model/settings/index.ts';
import { someUser } from '../../../generators/testing/edgeUser.ts';
import { askReaders } from '../../readers/askReaders.ts';
import type { Question } from './question.ts';

/** Where a server is, and the account on it. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password: string;
  readonly database?: string;
  /** The file of the authority, and whether addresses name it. */
  readonly authority?: string;
}

/**
 * What an app with this edge has of a server at this place: its address as External Secrets prints it, with the path of
 * the authority's file on this machine.
 */
export async function questionAt(edge: ContractEdge, place: Place): Promise<Question> {
  const { authority, username = '', ...rest } = place;
  const settings = { ...rest, tls: false, secret: 'entry', networks: [], ...(authority && { authority: 'entry' }) };
  const endpoint = externalEndpoint(edge, settings as unknown as ContractSettings, someUser);
  const binding = bind<ContractEdge>({ edge, endpoint }, {} as Inputs) as QueueBinding | DatabaseBinding;
  const { template, from } = binding.url satisfies SecretValue;
  const values = { username, password: place.password };
  const variables = Object.fromEntries(
    Object.entries(from).map(([name, { property }]) => [name, values[property as keyof typeof values]]),
  );
  const [answer] = await askReaders([{ reader: 'template', text: template, variables }]);
  const here = (text: string) =>
    'authority' in binding && binding.authority ? text.replace(binding.authority, authority ?? '') : text;
  return {
    ...place,
    url: here(answer?.read?.[0] ?? assert.fail(answer?.error)),
    ...('jdbc' in binding && { jdbc: here(String(binding.jdbc)) }),
  };
}
