/** Metrics of a program by their names, each with the labels that the program itself gives it. */
export type Exported = Readonly<Record<string, readonly string[]>>;

/** The annotation by which a monitor says what its app declares to export: `jobs_waiting{queue,state} orders_total`. */
const exportsAnnotation = 'gitops.dev/exports';

/** Annotation of a monitor about declared metrics; none where there are none. */
export function exportsAnnotations(metrics: Exported = {}): Record<string, string> {
  const written = Object.entries(metrics).map(([name, labels]) =>
    labels.length > 0 ? `${name}{${labels.join(',')}}` : name,
  );
  return written.length > 0 ? { [exportsAnnotation]: written.join(' ') } : {};
}

/** What such an annotation says. */
export function readExports({ [exportsAnnotation]: text = '' }: Readonly<Record<string, string>> = {}): Exported {
  const read = [...text.matchAll(/(?<name>[\w:]+)(?:\{(?<labels>[\w,]*)\})?/g)];
  return Object.fromEntries(read.map(({ groups: { name, labels } = {} }) => [name, labels ? labels.split(',') : []]));
}
