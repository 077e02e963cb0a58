import { Type } from 'typebox';
import { type DatabaseRight, databaseRights } from '../../model/edge.ts';

/**
 * Schema of the accounts of a database, by name.
 * @param longest characters of a name: the database may take fewer for the whole, `<database>-<account>`
 * @param rights those that its accounts may have
 */
export const AccountsSchema = (longest = 15, rights: readonly DatabaseRight[] = databaseRights) =>
  Type.Record(
    Type.String({ pattern: `^[a-z][-a-z0-9]{0,${longest - 1}}$` }),
    Type.Array(Type.Enum([...rights]), { minItems: 1, uniqueItems: true }),
    {
      additionalProperties: false,
      title: `names of accounts, at most ${longest} lower-case letters, digits and -`,
    },
  );
