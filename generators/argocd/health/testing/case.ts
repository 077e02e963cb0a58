import type { Resource } from '../../../model/resource.ts';

/** The health of an object, as Argo CD names it: https://argo-cd.readthedocs.io/en/stable/operator-manual/health/ */
export type Health = 'Healthy' | 'Progressing' | 'Degraded' | 'Suspended';

/** An object with the status that its operator writes, and the health that a check must return. */
export interface HealthCase {
  /** Completes "… when". */
  readonly when: string;
  readonly health: Health;
  readonly message: string;
  readonly object: Resource;
}

/** Fields of an object that a case is about; `generation` is 3 by default. */
export interface Fields {
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
}
export type Row = readonly [when: string, health: Health, message: string, fields: Fields];

/** The cases of a kind. `spec` is shared by all rows; a row's own fields of the spec override it. */
export function table(apiVersion: string, kind: string, spec: Fields['spec'], rows: readonly Row[]): HealthCase[] {
  return rows.map(([when, health, message, fields]) => ({
    when,
    health,
    message,
    object: {
      apiVersion,
      kind,
      metadata: { name: 'example', namespace: 'example', generation: 3, ...fields.metadata },
      spec: { ...spec, ...fields.spec },
      ...(fields.status && { status: fields.status }),
    },
  }));
}

/** Conditions as `Type=Status`, or `Type=Status: message`. */
export function conditions(...texts: readonly string[]): Record<string, string>[] {
  return texts.map((text) => {
    const [, type = '', status = '', message = ''] = /^([^=]+)=(\w+)(?:: (.*))?$/.exec(text) ?? [];
    return { type, status, message };
  });
}
