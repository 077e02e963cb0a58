import { type TProperties, Type } from 'typebox';
import { Name } from '../../model/settings/scalars.ts';
import { AccountsSchema } from './accountsSchema.ts';
import { EdgeSchema } from './edgeSchema.ts';
import { Image, Images, PrioritySchema } from './valueSchemas.ts';

/** Schema of the declaration of a data system, apart from the defaults of its settings. */
export const SystemSchema = Type.Object({
  contract: Type.Object({ name: Name('name of the contract'), accounts: Type.Optional(AccountsSchema()) }),
  images: Images,
  priority: PrioritySchema,
  backupPriority: Type.Optional(PrioritySchema),
  backups: Type.Optional(EdgeSchema),
});

const Version = Type.String({ pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$', title: 'a version, such as 3.13.2' });

/** Schema of the declaration of a program of monitoring, apart from the defaults of its settings. */
export const MonitoringSchema = (more: TProperties = {}) =>
  Type.Object({ image: Image, priority: PrioritySchema, version: Type.Optional(Version), ...more });

/** Schema of what only Alertmanager declares. */
export const alertmanagerFields = {
  receivers: EdgeSchema,
  teams: Type.Array(Name('a team'), { minItems: 1 }),
};
