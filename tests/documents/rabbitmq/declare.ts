import type { Resource } from '../../../generators/model/resource.ts';
import { type Answer, type Broker, password } from './broker.ts';

/**
 * Declares an object of the topology operator on a broker, by the calls that the operator makes: `internal/` of
 * https://github.com/rabbitmq/messaging-topology-operator. A user gets the tag `management` besides, so that tests may
 * act as it by the management API.
 */
export function declare({ call }: Broker, { kind, metadata, spec }: Resource): Promise<Answer> {
  const { vhost = '/', name = metadata.name, ...rest } = spec as Declared;
  const at = (what: string, ...parts: string[]) => [what, vhost, ...parts].map(encodeURIComponent).join('/');
  switch (kind) {
    case 'Queue':
      return call('PUT', at('queues', name), { durable: rest.durable, arguments: { 'x-queue-type': rest.type } });
    case 'Exchange':
      return call('PUT', at('exchanges', name), { durable: rest.durable, type: rest.type });
    case 'Binding':
      return call('POST', at('bindings', 'e', rest.source, 'q', rest.destination), {
        routing_key: rest.routingKey ?? '',
      });
    case 'Policy': {
      const { pattern, priority, definition, applyTo } = rest;
      return call('PUT', at('policies', name), { pattern, priority, definition, 'apply-to': applyTo });
    }
    case 'User':
      return call('PUT', `users/${metadata.name}`, { password, tags: 'management' });
    case 'Permission':
      return call('PUT', at('permissions', rest.userReference.name), rest.permissions);
    default:
      throw new Error(`a ${kind} is declared by nothing here`);
  }
}

/** The fields of all kinds together: each kind has those that its case reads. */
interface Declared {
  readonly vhost?: string;
  readonly name?: string;
  readonly type: string;
  readonly durable: boolean;
  readonly source: string;
  readonly destination: string;
  readonly routingKey?: string;
  readonly pattern: string;
  readonly priority: number;
  readonly definition: object;
  readonly applyTo: string;
  readonly userReference: { readonly name: string };
  readonly permissions: object;
}
