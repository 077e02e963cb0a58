import { createStyle, type Style } from '../console/colour.ts';
import { createFrames } from '../console/frame.ts';
import { isCi } from '../judge/revision/ciSays.ts';

/**
 * How text is shown on a stream: in colour, and findings with their lines, where a person looks at a terminal. Logs of
 * pipelines and other programs get one form, which does not depend on a width.
 * @param root the repository that positions are in
 */
export function screenOf(
  root: string,
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  env: NodeJS.ProcessEnv = process.env,
): Style {
  const style = createStyle(stream, env);
  if (stream.isTTY !== true || isCi(env)) return style;
  // A terminal that nobody sized says 0.
  return { ...style, frame: createFrames({ root, columns: stream.columns || 80, style }) };
}
