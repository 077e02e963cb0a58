import { Type } from 'typebox';
import { imagePattern } from '../../model/settings/images.ts';
import { Bytes, Cpu, Name } from '../../model/settings/scalars.ts';

/** What one pod asks for. */
export const Resources = Type.Object({
  cpu: Cpu('CPU that one pod requests'),
  memory: Bytes('memory that one pod requests'),
});

/** Devices by name, such as `nvidia.com/gpu`. */
export const Devices = Type.Unsafe({
  type: 'object',
  title: 'names such as nvidia.com/gpu, each with a number',
  patternProperties: {
    '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$': Type.Integer({
      minimum: 1,
      maximum: 64,
      description: 'how many',
    }),
  },
  additionalProperties: false,
});

/** Metrics by name, with their labels: https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels */
export const Exports = Type.Unsafe({
  type: 'object',
  title: 'names of metrics, each with a list of labels',
  patternProperties: {
    '^[a-zA-Z_:][a-zA-Z0-9_:]*$': Type.Array(
      Type.String({ pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$', title: 'the name of a label' }),
    ),
  },
  additionalProperties: false,
});

/** A container image. */
export const Image = Type.String({ pattern: imagePattern, title: 'registry/name:tag@sha256:digest' });

/** Images by name. */
export const Images = Type.Unsafe({ type: 'object', patternProperties: { '': Image } });

/** An absolute path, of a file or of an address. */
export const AbsolutePath = (description: string) =>
  Type.String({ pattern: '^/[^\\s]*$', title: 'a path that begins with /', description });

/** A text that says something. */
export const Sentence = (description: string) =>
  Type.String({ pattern: '\\S', title: 'a text that says something', description });

/** What names an app. Tiers are namespaces. */
export const AppName = Type.Object({ name: Name('name of the app'), tier: Name('its namespace') });

/** Priority of pods: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/priority-class-v1/ */
export const PrioritySchema = Type.Object({
  name: Name('name of the priority'),
  value: Type.Integer({ minimum: -2147483648, maximum: 1000000000, description: 'the higher, the later evicted' }),
  preempts: Type.Boolean(),
  description: Sentence('what it is for'),
});

/** A volume that outlives pods. */
export const VolumeSchema = Type.Object({
  name: Name('name of the volume within its app'),
  size: Bytes('its size'),
  writers: Type.Unsafe({ enum: ['one', 'node', 'many'] }),
});
