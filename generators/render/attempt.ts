import type { Linked } from '../link/link.ts';
import { Failure, type Finding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { render } from './render.ts';

/** The result of rendering an app: its resources, or none and a finding. */
export interface Attempt {
  readonly resources: readonly Resource[];
  /** The mistake in the declaration of the app. */
  readonly mistake?: Finding;
}

/**
 * Renders an app. A failure of a building block becomes a finding about the app's declaration, at the file that
 * declares it.
 */
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
