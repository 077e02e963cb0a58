/** A variable of the container itself, in one of its texts: the kubelet puts its value there. */
export interface VariableReference {
  readonly variable: string;
}

/** A text with variables in it. */
export interface TextWithVariables {
  readonly parts: readonly (string | VariableReference)[];
}

/** An argument, a word of a command or the value of a variable. What is a string is data, whatever it holds. */
export type ContainerText = string | TextWithVariables;

/** A reference to a variable of the container. */
export function variable(name: string): VariableReference {
  return { variable: name };
}

/** A text with references between its pieces: `` withVariables`--shard=${variable('POD_INDEX')}` ``. Other values are data. */
export function withVariables(
  pieces: TemplateStringsArray,
  ...values: readonly (string | number | VariableReference)[]
): TextWithVariables {
  const parts = pieces.flatMap((piece, index) => {
    const value = values[index];
    return value === undefined ? [piece] : [piece, typeof value === 'object' ? value : String(value)];
  });
  return { parts };
}

/**
 * A text as a container's field has it. The kubelet reads `$(NAME)` in commands, arguments and values of variables as a
 * reference, and `$$` as one `$`: only the references of an app are written so, and data is escaped.
 * https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/, `Expand` in
 * third_party/forked/golang/expansion/expand.go of Kubernetes
 */
export function containerText(text: ContainerText): string {
  if (typeof text === 'string') return escaped(text, /\$(?=[$(])/g);
  let written = '';
  let data = '';
  for (const part of text.parts) {
    if (typeof part === 'string') {
      data += part;
      continue;
    }
    // A `$` at the end of data would escape the reference after it.
    written += `${escaped(data, /\$(?=[$(]|$)/g)}$(${part.variable})`;
    data = '';
  }
  return written + containerText(data);
}

function escaped(data: string, dollars: RegExp): string {
  return data.replaceAll(dollars, '$$$$');
}
