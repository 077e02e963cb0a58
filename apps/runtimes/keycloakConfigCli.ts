import type { TaskRuntime } from '../../generators/blocks/runtime.ts';

/**
 * keycloak-config-cli, which brings a realm to what a file says. Built for Keycloak 26.5.5, the newest build there is: its
 * client is Keycloak's own of the 26 line and reads past fields it does not know. Variables and behaviour: `README.md`
 * and `docs/MANAGED.md` of https://github.com/adorsys/keycloak-config-cli; user: its `Dockerfile`.
 */
export const keycloakConfigCli: TaskRuntime = {
  image:
    'quay.io/adorsys/keycloak-config-cli:6.5.1-26.5.5@sha256:0955d98c8a341898b7aa177477edf8a1e90569ae50bbe7598141c1270b773274',
  user: 65534,
  group: 65534,
  ports: {},
  writable: { '/tmp': '64Mi' },
};
