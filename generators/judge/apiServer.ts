import { Readable } from 'node:stream';
import { Failure } from '../model/finding.ts';
import { run } from '../programs/run.ts';

/** How objects are judged. */
export interface Question {
  /** Minor versions, such as `1.35`. */
  readonly kubernetes: readonly string[];
  /** A folder of `ensureDefinitions`: the CRDs that it has. */
  readonly definitions: string;
}

/** Objects as JSON. */
export type Batch = readonly string[];

/** What API servers say of the objects. */
export interface Answer {
  readonly problems: readonly Problem[];
  /** Indices of objects whose kind the code does not know and no CRD defines. */
  readonly unjudged: readonly number[];
  /** Of minor versions whose own kinds could not be judged: why. */
  readonly notEmulated: Readonly<Record<string, string>>;
}

/** One thing that API servers have against an object. */
export interface Problem {
  /** Index of the object. */
  readonly object: number;
  /** Path in the object, such as `spec.containers[0].image` or `data[a.b]`. Empty: the object as a whole. */
  readonly field: string;
  /** In the words of the API server. */
  readonly message: string;
  /** The minor versions that say so. */
  readonly kubernetes: readonly string[];
}

/**
 * What API servers would say of new objects, by their own code: strict decoding, defaults, validation, and the CEL rules
 * of CRDs. Not admission plugins, such as Pod Security. One process judges all batches, each as soon as it comes.
 * @param program path of `apivalidation`, from `ensureTool`
 * @param onAnswer called for each batch, in their order
 * @throws Failure when the program cannot work
 */
export async function askApiServer(
  program: string,
  question: Question,
  batches: Iterable<Batch>,
  onAnswer: (answer: Answer) => void,
): Promise<void> {
  let thrown: { readonly error: unknown } | undefined;
  let asked = 0;
  let answered = 0;
  function* input() {
    yield JSON.stringify(question);
    try {
      for (const objects of batches) {
        asked += 1;
        yield `[${objects.join(',')}]`;
      }
    } catch (error) {
      thrown = { error };
    }
  }
  const { status, reason } = await run(program, [], {
    input: Readable.from(input()),
    onStdout(line) {
      onAnswer(JSON.parse(line) as Answer);
      answered += 1;
    },
  });
  if (thrown) throw thrown.error;
  if (status === 0 && asked === answered) return;
  throw new Failure(
    `The API server's code could not judge the objects: ${reason.replace(/^apivalidation: /, '')}`,
    'Run it again; where it stays, the program `apivalidation` has a defect: report it with this message.',
  );
}
