/** The annotation by which a scaler says whose numbers it means, where they are not those of its own pods. */
const measuresAnnotation = 'gitops.dev/measures';

/** An app whose numbers a scaler of another one asks for. */
export interface Measured {
  readonly namespace: string;
  /** The label `service` of its series, and the name of its Service. */
  readonly service: string;
}

/** Annotation of a scaler about the apps that it measures, such as `backend/worker media/files`; none where there are none. */
export function measuresAnnotations(apps: readonly Measured[]): Record<string, string> {
  const names = [...new Set(apps.map(({ namespace, service }) => `${namespace}/${service}`))];
  return names.length > 0 ? { [measuresAnnotation]: names.join(' ') } : {};
}

/** Whether a scaler with these annotations means the numbers of an app. */
export function measures(
  { [measuresAnnotation]: text = '' }: Readonly<Record<string, string>> = {},
  { namespace, service }: Measured,
): boolean {
  return text.split(' ').includes(`${namespace}/${service}`);
}
