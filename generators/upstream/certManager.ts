/** The service account of cert-manager's controller, as its chart names it. */
export const certManagerAccount = { name: 'cert-manager', namespace: 'cert-manager' } as const;
