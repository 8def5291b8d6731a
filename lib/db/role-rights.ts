/** What a role that the application signs in as may do beyond its work. */
export interface RoleRights {
  name: string;
  isSuperuser: boolean;
  bypassesRowSecurity: boolean;
  makesRolesOrDatabases: boolean;
  /** Tables. */
  owns: number;
  actsAsOwner: boolean;
  /** Tables that it may write. */
  writes: number;
}

/** Asks of the role that asks; one row of RoleRights. */
export const askRoleRights = `
  SELECT rolname AS name, rolsuper AS "isSuperuser", rolbypassrls AS "bypassesRowSecurity", rolcreaterole OR rolcreatedb AS "makesRolesOrDatabases",
         (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace) AS owns,
         pg_has_role(r.oid, 'app_owner', 'MEMBER') AS "actsAsOwner",
         (SELECT count(*)::int FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
            AND has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')) AS writes
    FROM pg_roles r WHERE rolname = current_user`;

/** What the role for tenant data, or that for public data, may do and must not, each in a clause; the start refuses it and the doctor says it. */
export function tooMuchFor(door: 'tenants' | 'public', role: RoleRights): string[] {
  const { name } = role;
  return [
    ...(role.isSuperuser ? [`${name} is a superuser`] : []),
    ...(role.bypassesRowSecurity ? [`${name} bypasses row-level security`] : []),
    ...(role.makesRolesOrDatabases ? [`${name} may make roles or databases`] : []),
    ...(role.owns > 0 ? [`${name} owns ${role.owns} tables`] : []),
    ...(role.actsAsOwner ? [`${name} may act as app_owner`] : []),
    ...(door === 'public' && role.writes > 0 ? [`${name} may write ${role.writes} tables`] : []),
  ];
}
