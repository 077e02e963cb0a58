/** What one command of a round said. */
export interface CommandSaid {
  readonly text: string;
  readonly isFine: boolean;
}

/** The character that a line begins with which is no text of a command: none has it (`isPrintable`). */
const mark = '\0';

export const isMark = (line: string): boolean => line.startsWith(mark);

/** The line that ends what a command said, on standard output and on standard error. */
export const markOf = (status: number): string => `${mark}${status}`;

/** The line that ends a round, on both. */
export const endMark = `${mark}end`;

/** Puts together what the commands of a round say on both streams of their process, command by command. */
export interface Stages {
  /** Takes a line of standard output. */
  stdout(line: string): void;
  /** Takes a line of standard error. */
  stderr(line: string): void;
  /** The process has ended: what it said since the last mark is the word of a command that could not end. */
  end(): void;
}

/**
 * @param onStage called for each command, in their order
 * @param onEnd called when a round is over, or the process is
 */
export function createStages(onStage: (stage: CommandSaid) => void, onEnd: () => void): Stages {
  const streams = { stdout: createParts(), stderr: createParts() };
  const finish = (out: Part, error: Part) => {
    if (out.mark === endMark) return onEnd();
    const text = [...error.lines, out.lines.join('\n').trimEnd()].join('\n');
    onStage({ text, isFine: out.mark === markOf(0) });
  };
  const take = (stream: keyof typeof streams) => (line: string) => {
    streams[stream].add(line);
    const [out, error] = [streams.stdout.whole[0], streams.stderr.whole[0]];
    if (!out || !error) return;
    for (const { whole } of Object.values(streams)) whole.shift();
    finish(out, error);
  };
  return {
    stdout: take('stdout'),
    stderr: take('stderr'),
    end() {
      const [out, error] = [streams.stdout.rest(), streams.stderr.rest()];
      if (out.lines.length + error.lines.length > 0) finish(out, error);
      onEnd();
    },
  };
}

/** Lines of one stream up to a mark. Without a mark the stream ended. */
interface Part {
  readonly lines: readonly string[];
  readonly mark?: string;
}

/** Divides one stream at its marks: the other one may be some parts behind. */
function createParts() {
  const whole: Part[] = [];
  let lines: string[] = [];
  return {
    whole,
    add(line: string) {
      if (!isMark(line)) return void lines.push(line);
      whole.push({ lines, mark: line });
      lines = [];
    },
    rest: (): Part => ({ lines: [...whole.flatMap((part) => part.lines), ...lines] }),
  };
}
