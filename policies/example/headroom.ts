import { headroomAnnotation } from '../../generators/model/headroom.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { deployment } from './api.ts';
import { priorityClass } from './platform.ts';
import { withField } from './withField.ts';

const pod = 'spec.template.spec';
const named = withField(deployment, 'metadata.name', 'headroom-api');
const marked = withField(named, 'metadata.annotations', { [headroomAnnotation]: 'api' });

/** Pods that hold a place for those of `api`. */
export const placeholders: Resource = withField(
  withField(marked, `${pod}.priorityClassName`, 'headroom'),
  `${pod}.terminationGracePeriodSeconds`,
  0,
);

/** Their priority. */
export const headroomClass = (value: number): Resource =>
  withField(withField(priorityClass, 'metadata.name', 'headroom'), 'value', value);
