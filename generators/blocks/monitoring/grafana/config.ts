import type { StaffLogin } from './system.ts';

/** Where people open it: by `kubectl port-forward` on their own machine, and nowhere else. */
export const grafanaAddress = 'http://localhost:3000';

type Section = Readonly<Record<string, string>>;

/**
 * Configuration of Grafana: https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/. Everything that
 * leaves the cluster is off, and so are alerts, which are Prometheus'. Basic authentication is how the operator logs in,
 * with a random password that is nowhere but in its Secret.
 */
export function grafanaConfig(login: StaffLogin | undefined): Readonly<Record<string, Section>> {
  return {
    // The operator says so itself, but not for an image that it is given by its whole name.
    server: { root_url: grafanaAddress, enable_gzip: 'false' },
    log: { mode: 'console' },
    'log.console': { format: 'json' },
    analytics: {
      reporting_enabled: 'false',
      check_for_updates: 'false',
      check_for_plugin_updates: 'false',
      feedback_links_enabled: 'false',
    },
    news: { news_feed_enabled: 'false' },
    plugins: { preinstall_disabled: 'true', plugin_admin_enabled: 'false' },
    security: { disable_gravatar: 'true' },
    snapshots: { enabled: 'false' },
    public_dashboards: { enabled: 'false' },
    unified_alerting: { enabled: 'false' },
    users: { allow_sign_up: 'false', allow_org_create: 'false' },
    auth: { disable_login_form: String(login !== undefined) },
    'auth.anonymous': { enabled: 'false' },
    'auth.basic': { enabled: 'true' },
    ...(login && { 'auth.generic_oauth': staffLogin(login) }),
  };
}

/**
 * https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/generic-oauth/. The
 * secret of the client is a variable of the pod.
 */
function staffLogin({ authorize, token, userinfo, clientId, admins, editors, viewers }: StaffLogin): Section {
  return {
    enabled: 'true',
    name: 'the company',
    client_id: clientId,
    scopes: 'openid profile email groups',
    auth_url: authorize,
    token_url: token,
    api_url: userinfo,
    use_pkce: 'true',
    allow_sign_up: 'true',
    groups_attribute_path: 'groups',
    role_attribute_path: rolePath({ Admin: admins, Editor: editors, Viewer: viewers }),
    // Who is in none of the groups has no role, and is refused.
    role_attribute_strict: 'true',
    allow_assign_grafana_admin: 'false',
  };
}

/** JMESPath for the role of somebody by groups: the first that applies. */
function rolePath(roles: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(roles)
    .filter(([, groups]) => groups.length > 0)
    .map(([role, groups]) => {
      const member = groups.map((group) => `contains(groups[*], '${group}')`).join(' || ');
      return `(${member}) && '${role}'`;
    })
    .join(' || ');
}
