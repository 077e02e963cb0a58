/** What a person answered, by the flag of the question and the name of what it is about. */
export class Answers {
  readonly #values = new Map<string, string>();

  set(flag: string, name: string, value: string): void {
    this.#values.set(`${flag} ${name}`, value);
  }

  /** The answer about one name, or about all; empty where the question was not asked. */
  get(flag: string, name = ''): string {
    return this.#values.get(`${flag} ${name}`) ?? '';
  }

  /** An answer of several parts, which a comma separates; `none` is none. */
  list(flag: string, name = ''): readonly string[] {
    return listed(this.get(flag, name));
  }
}

/** The parts of an answer, which a comma separates; `none` is none. */
export function listed(value: string): readonly string[] {
  const parts = value.split(',').map((part) => part.trim());
  return parts.filter((part) => part !== '' && part !== 'none');
}
