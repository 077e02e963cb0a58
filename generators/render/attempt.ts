import type { Linked } from '../link/link.ts';
import { Failure, type Finding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { render } from './render.ts';

/** What rendering an app gave: its resources, or none and why. */
export interface Attempt {
  readonly resources: readonly Resource[];
  /** What is wrong with the declaration of the app. */
  readonly mistake?: Finding;
}

/** Renders an app. What a building block refuses is a mistake in the app's declaration, at the file that declares it. */
export function attemptRender(linked: Linked): Attempt {
  try {
    return { resources: render(linked) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { name, source } = linked.app;
    return {
      resources: [],
      mistake: {
        code: 'app-not-renderable',
        severity: 'error',
        message: `${name} cannot be rendered: ${error.message}.`,
        fix: error.fix,
        at: { file: source, line: 1, column: 1 },
      },
    };
  }
}
