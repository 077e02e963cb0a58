/** The service account of cert-manager's controller, as the values of its chart name it. */
export const certManagerAccount = { name: 'cert-manager', namespace: 'cert-manager' } as const;
