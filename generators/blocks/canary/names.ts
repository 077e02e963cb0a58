/** Name of the Deployment, Service, scaler and budget of an app's canary; its pods carry it as `app.kubernetes.io/name`. */
export function canaryName(app: string): string {
  return `${app}-canary`;
}
