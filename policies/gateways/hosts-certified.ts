import { type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { secretAt } from '../cluster/secrets.ts';
import { anotherRoute, certificate, gateway, route, withIstio } from '../example/gateways.ts';
import { withField } from '../example/withField.ts';
import { at, textAt, texts } from '../kubernetes/reading.ts';
import { hostWithin } from '../systems/gateways/host.ts';
import { type GatewayListener, listenersOf } from '../systems/gateways/listener.ts';
import { leadsToApps, routeRulesOf } from '../systems/gateways/routeRule.ts';

const listener = 'spec.listeners[https-api]';

const hostsCertified = rule({
  code: 'hosts-certified',
  severity: 'error',
  title: 'Every host of a route ends TLS at its Gateway, with a certificate for it that is renewed, below the domain.',
  why:
    'Without TLS tokens pass in the clear; a certificate that nobody renews, or that lacks the host, locks every app out ' +
    'on the same day. https://gateway-api.sigs.k8s.io/guides/tls/',
  fix: 'Give the host a listener with TLS, and a Certificate of cert-manager that names it and writes the Secret of the listener.',
  *check(view) {
    yield* hostsWithoutTls(view);
    for (const one of listenersOf(view)) {
      const { gateway, field, hostname } = one;
      const { domain } = view;
      if (hostname !== '' && domain !== undefined && hostname !== domain && !hostWithin(hostname, `*.${domain}`)) {
        const message = `The host ${hostname} is not below ${domain}, the domain of ${view.environment}.`;
        yield { object: gateway, field: `${field}.hostname`, message };
      }
      if (one.tls) yield* uncertified(view, one);
    }
  },
  passes: [
    { title: 'a certificate of the host', among: withIstio, objects: [certificate] },
    {
      title: 'one certificate for all hosts of the domain',
      among: withIstio,
      objects: [withField(certificate, 'spec.dnsNames', ['*.example.com'])],
    },
    {
      title: 'a redirect to TLS without a host',
      among: withIstio,
      objects: [
        {
          ...route,
          metadata: { ...route.metadata, name: 'redirect', namespace: 'gateways' },
          spec: {
            parentRefs: [{ name: 'gateway', sectionName: 'http' }],
            rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https' } }] }],
          },
        },
      ],
    },
  ],
  fails: [
    {
      title: 'a host that no listener has',
      among: withIstio,
      objects: [withField(anotherRoute('beta', {}), 'spec.hostnames', ['beta.example.com'])],
    },
    {
      title: 'a route beside TLS',
      among: withIstio,
      objects: [withField(route, 'spec.parentRefs[0].sectionName', 'http')],
    },
    {
      title: 'a Secret that somebody else writes',
      among: withIstio,
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'bought', namespace: 'gateways' },
        },
        withField(gateway, `${listener}.tls.certificateRefs[0].name`, 'bought'),
      ],
    },
    {
      title: 'a certificate without the host',
      among: withIstio,
      objects: [withField(certificate, 'spec.dnsNames', ['www.example.com'])],
    },
    {
      title: 'a certificate for hosts one level up',
      among: withIstio,
      objects: [
        withField(gateway, `${listener}.hostname`, 'api.eu.example.com'),
        withField(route, 'spec.hostnames', ['api.eu.example.com']),
        withField(certificate, 'spec.dnsNames', ['*.example.com']),
      ],
    },
    {
      title: 'a host of another domain',
      among: withIstio,
      objects: [
        withField(gateway, `${listener}.hostname`, 'api.example.org'),
        withField(route, 'spec.hostnames', ['api.example.org']),
        withField(certificate, 'spec.dnsNames', ['api.example.org']),
      ],
    },
  ],
});

/** Hosts of routes that lead somewhere. A route that redirects needs no TLS: it leads there. */
function* hostsWithoutTls(view: ClusterView): Iterable<Violation> {
  const told = new Set<string>();
  for (const rule of routeRulesOf(view)) {
    if (!leadsToApps(rule)) continue;
    const { route, hosts, listeners } = rule;
    for (const host of hosts.length === 0 ? [''] : hosts) {
      const taking = listeners.filter(({ hostname }) => hostWithin(host, hostname));
      const plain = taking.find(({ tls }) => !tls);
      const key = `${route.resource.kind}/${route.resource.metadata.namespace}/${route.resource.metadata.name} ${host}`;
      if ((taking.length > 0 && !plain) || told.has(key)) continue;
      told.add(key);
      const message = plain
        ? `It takes ${host || 'every host'} at the listener ${plain.name}, which ends no TLS.`
        : `No listener that it names takes ${host || 'every host'}.`;
      yield { object: route, field: plain ? 'spec.parentRefs' : 'spec.hostnames', message };
    }
  }
}

/** What is wrong with the certificates of a listener. That a Secret is not there, references-exist tells. */
function* uncertified(view: ClusterView, one: GatewayListener): Iterable<Violation> {
  const { gateway, field, hostname, certificates } = one;
  const hosts = hostname === '' ? hostsAt(view, one) : [hostname];
  const written = certificates.map((secret) => ({ secret, names: namesOf(view, secret.namespace, secret.name) }));
  for (const { secret, names } of written) {
    if (names || !secretAt(view, secret.namespace, secret.name)) continue;
    yield {
      object: gateway,
      field: secret.field,
      message: `No Certificate writes Secret/${secret.name}: nobody renews it.`,
    };
  }
  if (written.some(({ names }) => !names)) return;
  for (const host of hosts) {
    if (written.some(({ names }) => names?.some((name) => certifies(name, host)))) continue;
    const all = written.flatMap(({ names }) => names ?? []);
    const message = `Its certificates are for ${all.join(', ') || 'nobody'}, not for ${host}.`;
    yield { object: gateway, field: `${field}.tls.certificateRefs`, message };
  }
}

/** The hosts of routes at a listener for every host. */
function hostsAt(view: ClusterView, listener: GatewayListener): readonly string[] {
  const hosts = routeRulesOf(view).flatMap((rule) => (rule.listeners.includes(listener) ? rule.hosts : []));
  return [...new Set(hosts)].filter((host) => host !== '');
}

/** The names in the certificate that a Secret gets; `undefined` where none is written there, or nothing is there. */
function namesOf(view: ClusterView, namespace: string, secret: string): readonly string[] | undefined {
  const found = view
    .ofKind('Certificate', 'cert-manager.io')
    .filter(({ resource }) => resource.metadata.namespace === namespace)
    .find(({ resource }) => textAt(resource.spec, ['secretName']) === secret);
  return found && texts(at(found.resource.spec, ['dnsNames']) as string[] | undefined);
}

/** A wildcard of a certificate is one label: https://datatracker.ietf.org/doc/html/rfc6125#section-6.4.3 */
function certifies(name: string, host: string): boolean {
  return name === host || (name.startsWith('*.') && !host.startsWith('*.') && host.replace(/^[^.]+/, '*') === name);
}

export default hostsCertified;
