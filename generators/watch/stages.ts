/** What one command of a round said. */
export interface Stage {
  readonly text: string;
  readonly isFine: boolean;
}

/** The character that a line begins with which ends what a command said. No text has it: `isPrintable`. */
const mark = '\0';

/** The line that ends what a command said, on standard output and on standard error. */
export const markOf = (status: number): string => `${mark}${status}`;

export const isMark = (line: string): boolean => line.startsWith(mark);

/** Puts together what the commands of a round say on both streams of their process, command by command. */
export interface Stages {
  /** Takes a line of standard output. */
  stdout(line: string): void;
  /** Takes a line of standard error. */
  stderr(line: string): void;
  /** The process has ended: what it said since the last mark is the word of a command that could not end. */
  end(): void;
}

/** @param onStage called for each command, in their order */
export function createStages(onStage: (stage: Stage) => void): Stages {
  const said: Record<'stdout' | 'stderr', string[]> = { stdout: [], stderr: [] };
  const marked = new Map<keyof typeof said, string>();
  const finish = (isFine: boolean) => {
    const text = [...said.stderr, said.stdout.join('\n').trimEnd()].join('\n');
    Object.assign(said, { stdout: [], stderr: [] });
    marked.clear();
    onStage({ text, isFine });
  };
  const take = (stream: keyof typeof said) => (line: string) => {
    if (!isMark(line)) return void said[stream].push(line);
    marked.set(stream, line);
    // The two streams come in any order.
    if (marked.size === 2) finish(line === markOf(0));
  };
  return {
    stdout: take('stdout'),
    stderr: take('stderr'),
    end() {
      if (said.stdout.length + said.stderr.length > 0) finish(false);
    },
  };
}
