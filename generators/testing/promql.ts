import { parser } from '@prometheus-io/lezer-promql';

/** A query as Prometheus gets it: what stands for a duration in Grafana is one. */
function asAsked(expr: string): string {
  return expr.replaceAll('$__rate_interval', '1m');
}

/** Where Prometheus' own grammar does not understand a query: the text from there on. Empty where it does. */
export function promqlMistakes(expr: string): readonly string[] {
  const text = asAsked(expr);
  const mistakes: string[] = [];
  parser.parse(text).iterate({
    enter({ type, from }) {
      if (type.isError) mistakes.push(text.slice(from));
    },
  });
  return mistakes;
}

/** Names of the metrics that a query reads. */
export function metricsIn(expr: string): readonly string[] {
  const text = asAsked(expr);
  const names: string[] = [];
  parser.parse(text).iterate({
    enter({ name, node }) {
      const first = name === 'VectorSelector' ? node.firstChild : null;
      if (first?.name === 'Identifier') names.push(text.slice(first.from, first.to));
    },
  });
  return names;
}
