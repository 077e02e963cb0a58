/**
 * A name or a text in quotes, for SQL and CQL. A quote inside is doubled, so no value ends its own quotes: names with
 * hyphens and names that are keywords stay names.
 * https://dev.mysql.com/doc/refman/8.4/en/identifiers.html ·
 * https://cassandra.apache.org/doc/latest/cassandra/developing/cql/definitions.html#identifiers
 */
export function quoted(value: string, quote: '`' | '"' | "'"): string {
  return quote + value.replaceAll(quote, quote + quote) + quote;
}
