import { exceptionAnnotation, exceptionPrefix } from '../model/exceptions.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';

/**
 * The reason why an object may break a rule: the value of its annotation for the rule's code, or of its pod template's.
 */
export function reasonFor(object: Resource, code: string): string | undefined {
  const annotation = exceptionAnnotation(code);
  for (const annotations of annotationsOf(object)) {
    const reason = annotations[annotation];
    if (typeof reason === 'string' && reason.trim() !== '') return reason.trim();
  }
  return undefined;
}

/** Codes of all exceptions an object declares, with or without a reason. */
export function exceptionsOf(object: Resource): readonly string[] {
  const codes = annotationsOf(object).flatMap((annotations) =>
    Object.keys(annotations)
      .filter((key) => key.startsWith(exceptionPrefix))
      .map((key) => key.slice(exceptionPrefix.length)),
  );
  return [...new Set(codes)];
}

function annotationsOf({ metadata, spec }: Resource): readonly JsonObject[] {
  const job = member(member(spec, 'jobTemplate'), 'spec');
  const template = member(job ?? spec, 'template');
  return [metadata.annotations, member(member(template, 'metadata'), 'annotations')].filter(isJsonObject);
}

function member(value: unknown, key: string): unknown {
  return isJsonObject(value) ? value[key] : undefined;
}
