import type { DnsZone } from '../model/settings/dns.ts';
import { DnsZone as schema } from '../model/settings/dns.ts';
import { unlike } from './forms.ts';

/** How a zone is written: its service, then what that service knows it by. */
export const dnsForm =
  'route53:<zone ID>, cloud-dns:<project>/<zone> or azure-dns:<subscription>/<resource group>/<zone>';

const keys = {
  route53: ['zone'],
  'cloud-dns': ['project', 'zone'],
  'azure-dns': ['subscription', 'resourceGroup', 'zone'],
} as const;

/** The zone that an answer names, or why it names none. */
export function zoneOf(value: string): DnsZone | string {
  const [service = '', rest = ''] = value.split(/:(.*)/s);
  const parts = rest.split('/');
  if (!Object.hasOwn(keys, service)) return `names no zone: write ${dnsForm}`;
  const names = keys[service as keyof typeof keys];
  if (parts.length !== names.length) return `names no zone: write ${dnsForm}`;
  const fields = (schema as unknown as { oneOf: { properties: Record<string, { const?: string }> }[] }).oneOf.find(
    ({ properties }) => properties.service?.const === service,
  )?.properties;
  for (const [index, name] of names.entries()) {
    const why = unlike(fields?.[name] as never, parts[index] ?? '');
    if (why !== undefined) return `has ${parts[index]}, which ${why}`;
  }
  return { service, ...Object.fromEntries(names.map((name, index) => [name, parts[index]])) } as DnsZone;
}
