/** Ports on which Traefik's pods listen: above 1024, so they need no rights. */
export const traefikPorts = { http: 8000, https: 8443, metrics: 9100 } as const;
