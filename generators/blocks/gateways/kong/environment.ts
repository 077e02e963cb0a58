import { scriptModules } from './scripts.ts';

/** The folder for what Kong and nginx write, since the root file system is read-only. */
export const kongPrefix = '/kong_prefix';

/**
 * Fields of the access log: no header `Authorization`, and no query, in which tokens may be.
 * https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format
 */
const accessLog = {
  time: '$time_iso8601',
  request: '$kong_request_id',
  traceparent: '$http_traceparent',
  address: '$remote_addr',
  host: '$host',
  method: '$request_method',
  path: '$uri',
  protocol: '$server_protocol',
  status: '$status',
  seconds: '$request_time',
  upstreamSeconds: '$upstream_response_time',
  upstream: '$upstream_addr',
  received: '$request_length',
  sent: '$body_bytes_sent',
  agent: '$http_user_agent',
} as const;

/**
 * Configuration of Kong as environment variables: https://developer.konghq.com/gateway/configuration/. The operator adds
 * those by which it reaches the pods. Nothing names trusted proxies: the load balancer passes connections on with their
 * source, so the address of a client is that of its connection, and `X-Forwarded-For` of a client counts for nothing.
 */
export const environment = {
  KONG_PREFIX: kongPrefix,
  // The other one leaves out matches by header: `internal/utils/gatewayapi` of the operator.
  KONG_ROUTER_FLAVOR: 'expressions',
  KONG_ANONYMOUS_REPORTS: 'off',
  // No answer names the version of Kong or its latencies.
  KONG_HEADERS: 'off',
  KONG_UNTRUSTED_LUA_SANDBOX_REQUIRES: scriptModules.join(','),
  // `X_User_Id` is dropped: many backends read it as `X-User-Id`. Kong's template has `on` for all servers, this is the
  // one of the proxy: `kong/templates/nginx_kong.lua`.
  KONG_NGINX_PROXY_UNDERSCORES_IN_HEADERS: 'off',
  // Routes limit the size of a request themselves, and uploads have no limit.
  KONG_NGINX_HTTP_CLIENT_MAX_BODY_SIZE: '0',
  KONG_NGINX_HTTP_CLIENT_BODY_BUFFER_SIZE: '128k',
  // A request is tried again when a connection fails, not when a backend is slow; by default also after a timeout.
  KONG_NGINX_PROXY_PROXY_NEXT_UPSTREAM: 'error',
  KONG_NGINX_PROXY_GRPC_NEXT_UPSTREAM: 'error',
  KONG_NGINX_HTTP_LOG_FORMAT: `gateway escape=json '${JSON.stringify(accessLog)}'`,
  KONG_PROXY_ACCESS_LOG: '/dev/stdout gateway',
} as const;
