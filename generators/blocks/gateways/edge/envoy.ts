/** A message of Envoy's configuration, by the name of its type. https://www.envoyproxy.io/docs/envoy/latest/api-v3/api */
export function typed(type: string, fields: Readonly<Record<string, unknown>> = {}) {
  return { '@type': `type.googleapis.com/envoy.extensions.${type}`, ...fields };
}

/** A route of a listener. */
type EnvoyRoute = Readonly<Record<string, unknown>>;

/** A listener for HTTP on every address of the pod. */
export function listener(
  name: string,
  port: number,
  routes: readonly EnvoyRoute[],
  filters: readonly object[] = [],
  connection: Readonly<Record<string, unknown>> = {},
) {
  const manager = typed('filters.network.http_connection_manager.v3.HttpConnectionManager', {
    stat_prefix: name,
    // A terminating Envoy closes its connections at once. So each is closed in good order after this time, and by the
    // end of the pre-stop hook a terminating pod has none.
    common_http_protocol_options: { max_connection_duration: '8s' },
    ...connection,
    route_config: { name, virtual_hosts: [{ name, domains: ['*'], routes }] },
    http_filters: [
      ...filters,
      { name: 'envoy.filters.http.router', typed_config: typed('filters.http.router.v3.Router') },
    ],
  });
  return {
    name,
    address: { socket_address: { address: '0.0.0.0', port_value: port } },
    filter_chains: [{ filters: [{ name: 'envoy.filters.network.http_connection_manager', typed_config: manager }] }],
  };
}

/** A route for every path that answers by itself. */
export function answer(status: number, headers: Readonly<Record<string, string>>, body?: object): EnvoyRoute {
  return {
    match: { prefix: '/' },
    direct_response: { status, ...(body && { body: { inline_string: JSON.stringify(body) } }) },
    response_headers_to_add: Object.entries(headers).map(([key, value]) => ({
      header: { key, value },
      append_action: 'OVERWRITE_IF_EXISTS_OR_ADD',
    })),
  };
}

/** The server of an address, by its name: over TLS where the address says so. */
export function serverOf(name: string, { protocol, hostname, port }: URL) {
  const isSecure = protocol === 'https:';
  return {
    ...upstream(name, 'STRICT_DNS', hostname, Number(port || (isSecure ? 443 : 80))),
    ...(isSecure && { transport_socket: { name: 'envoy.transport_sockets.tls', typed_config: publicTls(hostname) } }),
  };
}

/** The authorities that the public trusts, in the image: its base is `base-nossl` of https://github.com/GoogleContainerTools/distroless */
export const publicAuthorities = '/etc/ssl/certs/ca-certificates.crt';

/**
 * By default Envoy believes any certificate. The name is compared as a certificate means it, with `*` for a label.
 * https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/security/ssl#enabling-certificate-verification
 */
function publicTls(host: string) {
  return typed('transport_sockets.tls.v3.UpstreamTlsContext', {
    sni: host,
    common_tls_context: {
      tls_params: { tls_minimum_protocol_version: 'TLSv1_2' },
      validation_context: {
        trusted_ca: { filename: publicAuthorities },
        match_typed_subject_alt_names: [{ san_type: 'DNS', matcher: { exact: host } }],
      },
    },
  });
}

/** A server that Envoy calls, by its name. */
export function upstream(name: string, type: 'STATIC' | 'STRICT_DNS', host: string, port: number) {
  const address = { socket_address: { address: host, port_value: port } };
  return {
    name,
    type,
    connect_timeout: '1s',
    ...(type === 'STRICT_DNS' && { dns_lookup_family: 'V4_PREFERRED' }),
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [{ endpoint: { address } }] }] },
  };
}
