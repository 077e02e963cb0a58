import type { Linked } from '../link/link.ts';
import { declaredAt } from '../load/declaredAt.ts';
import { stepIsDone } from '../load/endless/watch.ts';
import { reasonOf } from '../load/loadMistake.ts';
import { thrownAt } from '../load/thrownAt.ts';
import { Misdeclared } from '../model/declaration.ts';
import { Failure, type Finding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { renderOnce } from './renderOnce.ts';

/** The result of rendering an app: its resources, or none and a finding. */
export interface Attempt {
  readonly resources: readonly Resource[];
  /** The mistake in the declaration of the app. */
  readonly mistake?: Finding;
}

/**
 * Renders an app. A failure of a building block becomes a finding about the app's declaration, at the file that
 * declares it; an error with a function of `apps/` on its stack, one at the place in that function. Any other error in
 * the engine is about a value of the declaration that is none of its type, or it is a defect of this tool.
 */
export function attemptRender(linked: Linked): Attempt {
  try {
    const resources = renderOnce(linked);
    stepIsDone();
    return { resources };
  } catch (error) {
    const { name, source, declared = [] } = linked.app;
    const thrown = error instanceof Misdeclared ? declaredAt(error.at, error.path) : thrownAt(error);
    const isUnplaced = error instanceof Error && !(error instanceof Failure) && !thrown;
    if (isUnplaced && declared.length === 0) throw error;
    return {
      resources: [],
      mistake: {
        code: 'app-not-renderable',
        severity: 'error',
        message: `${name} cannot be rendered: ${reasonOf(error)}.`,
        fix: error instanceof Failure ? error.fix : isUnplaced ? correctOrReport : 'Mend it there.',
        at: thrown ?? declaredAt(declared[0]?.at) ?? { file: source, line: 1, column: 1 },
      },
    };
  }
}

const correctOrReport =
  'Correct its declaration. Where that is right, this is a defect of this tool: report it with the declaration.';
