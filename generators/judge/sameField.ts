/**
 * Whether a field is another one or lies inside it. The two may be written differently: schemas say
 * `labels["app.kubernetes.io/name"]`, the API server `labels[app.kubernetes.io/name]`.
 */
export function isWithin(field: string, outer: string): boolean {
  const [inside, outside] = [stepsOf(field), stepsOf(outer)];
  return outside.every((step, index) => inside[index] === step);
}

function stepsOf(field: string): string[] {
  const steps = field.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g);
  return [...steps].map(([, quoted, bracketed, plain]) => quoted ?? bracketed ?? plain ?? '');
}
