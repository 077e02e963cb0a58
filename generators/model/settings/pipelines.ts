import { type Static, Type } from 'typebox';
import { closed, namePattern } from './scalars.ts';

/** The systems that pipelines are written for. */
export const ciSystems = ['github', 'gitlab', 'jenkins', 'circleci'] as const;
export type CiSystem = (typeof ciSystems)[number];

/** `pipelines` in `overlays/fleet.yaml`. */
export const Pipelines = Type.Array(Type.Enum([...ciSystems]), {
  uniqueItems: true,
  description: 'The CI systems whose pipelines are generated. Default: none.',
});

/**
 * Who reviews: a user or team as GitHub and GitLab write it, or an e-mail address. Nothing in it ends a line of
 * CODEOWNERS or begins a comment there.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-syntax
 * https://docs.gitlab.com/user/project/codeowners/reference/
 */
const Owner = Type.String({
  pattern: '^(@[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*|[A-Za-z0-9._-]+@[a-z0-9-]+(\\.[a-z0-9-]+)+)$',
  title: 'a user or team such as @example/platform, or an e-mail address',
});
const Reviewers = (description: string) => Type.Array(Owner, { minItems: 1, uniqueItems: true, description });

/** `owners` in `overlays/fleet.yaml`: who must review which files, for CODEOWNERS. */
export const Owners = Type.Object(
  {
    engine: Reviewers('Of rules, generators, tools, tests and pipelines: what guards all others.'),
    environments: Type.Record(
      Type.String({ pattern: namePattern }),
      Reviewers('Of the settings and the generated files of this environment.'),
      { ...closed, description: 'By the name of an environment.', default: {} },
    ),
  },
  { ...closed, description: 'Who must review: written to CODEOWNERS. Default: no such file.' },
);
export type Owners = Static<typeof Owners>;
