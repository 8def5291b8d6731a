import * as z from 'zod';

/** What an organization is to an entry: who provides it, where it is held, who awards it, and who recommends credit for it. */
export const OrganizationRole = z.enum(['provider', 'platform', 'awarding_body', 'recommender']);
export type OrganizationRole = z.infer<typeof OrganizationRole>;

/** Which entries of an organization are asked for, and from which one on. */
export interface OrganizationQuery {
  role: OrganizationRole | null;
  from: { way: 'after' | 'before'; id: string } | null;
}

type Raw = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads the address of an organization's page; what is not understood counts as not asked for. */
export function parseOrganizationQuery(parameters: Raw): OrganizationQuery {
  const one = (name: string) => [parameters[name] ?? []].flat()[0];
  const role = OrganizationRole.safeParse(one('as'));
  const idAt = (way: 'after' | 'before') => z.uuid().safeParse(one(way)).data;
  const [after, before] = [idAt('after'), idAt('before')];
  return {
    role: role.success ? role.data : null,
    from:
      after !== undefined
        ? { way: 'after', id: after }
        : before !== undefined
          ? { way: 'before', id: before }
          : null,
  };
}

/** The address of an organization's page, the same for the same question. */
export function organizationHref(slug: string, { role, from }: OrganizationQuery): string {
  const parameters = new URLSearchParams();
  if (role !== null) parameters.set('as', role);
  if (from !== null) parameters.set(from.way, from.id);
  const search = parameters.toString();
  return `/organizations/${slug}${search === '' ? '' : `?${search}`}`;
}
