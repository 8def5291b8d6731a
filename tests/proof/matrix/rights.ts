import type pg from 'pg';
import { readProject } from './read-project';

/**
 * What the database lets whom do, a line each, from its catalogs: attributes, settings and memberships of the roles, rights on tables and
 * functions, row-level policies, and functions that act as their owner. A right that comes or goes changes the list.
 */
export async function listRights(admin: pg.Pool): Promise<string[]> {
  const { rows } = await admin.query<{ line: string }>(`
    WITH ours AS (SELECT oid, rolname FROM pg_roles WHERE rolname LIKE 'app\\_%')
    SELECT 'role ' || r.rolname || concat_ws('', CASE WHEN rolcanlogin THEN ' may sign in' END, CASE WHEN rolsuper THEN ' superuser' END, CASE WHEN rolcreaterole THEN ' makes roles' END,
             CASE WHEN rolcreatedb THEN ' makes databases' END, CASE WHEN rolbypassrls THEN ' past row-level security' END, CASE WHEN rolreplication THEN ' replicates' END) AS line
      FROM pg_roles r JOIN ours USING (oid)
    UNION ALL SELECT 'setting ' || o.rolname || ' ' || setting FROM pg_db_role_setting s JOIN ours o ON o.oid = s.setrole CROSS JOIN unnest(s.setconfig) AS setting
    UNION ALL SELECT 'member ' || m.rolname || ' of ' || pg_get_userbyid(a.roleid) FROM pg_auth_members a JOIN ours m ON m.oid = a.member
    UNION ALL SELECT 'schema ' || coalesce(g.rolname, 'everybody') || ' ' || acl.privilege_type FROM pg_namespace n CROSS JOIN aclexplode(n.nspacl) AS acl LEFT JOIN pg_roles g ON g.oid = acl.grantee
      WHERE n.nspname = 'public' AND acl.grantee <> n.nspowner
    UNION ALL SELECT 'database ' || coalesce(g.rolname, 'everybody') || ' ' || acl.privilege_type FROM pg_database d CROSS JOIN aclexplode(d.datacl) AS acl LEFT JOIN pg_roles g ON g.oid = acl.grantee
      WHERE d.datname = current_database() AND acl.grantee <> d.datdba
    UNION ALL SELECT 'table ' || c.relname || ' ' || coalesce(g.rolname, 'everybody') || ' ' || string_agg(acl.privilege_type, ' ' ORDER BY acl.privilege_type)
      FROM pg_class c CROSS JOIN aclexplode(c.relacl) AS acl LEFT JOIN pg_roles g ON g.oid = acl.grantee
      WHERE c.relnamespace = 'public'::regnamespace AND acl.grantee <> c.relowner GROUP BY c.relname, g.rolname
    UNION ALL SELECT 'owner ' || c.relname || ' ' || pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relowner <> 'app_owner'::regrole AND c.relkind IN ('r', 'v', 'm', 'S')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    UNION ALL SELECT 'row-level ' || c.relname || CASE WHEN c.relrowsecurity THEN ' on' ELSE ' off' END || CASE WHEN c.relforcerowsecurity THEN ' forced' ELSE '' END
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    UNION ALL SELECT 'policy ' || tablename || ' ' || policyname || ' ' || cmd || ' ' || array_to_string(roles, ',') || concat_ws('', ' sees ' || qual, ' writes ' || with_check) FROM pg_policies WHERE schemaname = 'public'
    UNION ALL SELECT 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ') acts as ' || pg_get_userbyid(p.proowner) || ' ' || array_to_string(p.proconfig, ' ')
               || coalesce(' for ' || (SELECT string_agg(coalesce(g.rolname, 'everybody'), ' ' ORDER BY g.rolname) FROM aclexplode(p.proacl) AS acl LEFT JOIN pg_roles g ON g.oid = acl.grantee WHERE acl.grantee <> p.proowner), CASE WHEN p.proacl IS NULL THEN ' for everybody' END, '')
      FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef`);
  return rows.map(({ line }) => line.replaceAll(/\s+/g, ' ')).sort();
}

/** Whether they are others than tests/fixtures/database-rights.txt says. */
export async function rightsDiffer(admin: pg.Pool): Promise<boolean> {
  return (
    `${(await listRights(admin)).join('\n')}\n` !== readProject('tests', 'fixtures', 'database-rights.txt')
  );
}

/** Each right that somebody has taken away or that somebody has not given, with the statement that puts it back. */
export async function plantedRights(
  admin: pg.Pool,
): Promise<{ name: string; plant: string; undo: string }[]> {
  const { rows } = await admin.query<{ name: string; plant: string; undo: string }>(`
    SELECT 'setting ' || split_part(setting, '=', 1) || ' of ' || r.rolname AS name, format('ALTER ROLE %I RESET %I', r.rolname, split_part(setting, '=', 1)) AS plant,
           format('ALTER ROLE %I SET %I = %L', r.rolname, split_part(setting, '=', 1), split_part(setting, '=', 2)) AS undo
      FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole CROSS JOIN unnest(s.setconfig) AS setting WHERE r.rolname LIKE 'app\\_%'
    UNION ALL
    SELECT a.word || ' for ' || r.rolname, format('ALTER ROLE %I %s', r.rolname, a.word), format('ALTER ROLE %I NO%s', r.rolname, a.word)
      FROM pg_roles r CROSS JOIN (VALUES ('SUPERUSER'), ('CREATEROLE'), ('CREATEDB'), ('BYPASSRLS'), ('REPLICATION')) AS a (word) WHERE r.rolname IN ('app_rw', 'app_public')
    UNION ALL
    SELECT r.rolname || ' a member of the owner', format('GRANT app_owner TO %I', r.rolname), format('REVOKE app_owner FROM %I', r.rolname) FROM pg_roles r WHERE r.rolname IN ('app_rw', 'app_public')
    UNION ALL
    SELECT p.word || ' on ' || c.relname || ' for app_rw', format('GRANT %s ON %I TO app_rw', p.word, c.relname), format('REVOKE %s ON %I FROM app_rw', p.word, c.relname)
      FROM pg_class c CROSS JOIN (VALUES ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('TRIGGER')) AS p (word)
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT has_table_privilege('app_rw', c.oid, p.word)
    UNION ALL
    SELECT 'policy ' || policyname || ' on ' || tablename, format('ALTER POLICY %I ON %I RENAME TO %I', policyname, tablename, policyname || '_gone'),
           format('ALTER POLICY %I ON %I RENAME TO %I', policyname || '_gone', tablename, policyname) FROM pg_policies WHERE schemaname = 'public'
    UNION ALL
    SELECT f.oid::regprocedure || ' for everybody', format('GRANT EXECUTE ON FUNCTION %s TO PUBLIC', f.oid::regprocedure), format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f.oid::regprocedure)
      FROM pg_proc f WHERE f.pronamespace = 'public'::regnamespace AND f.prosecdef AND f.prorettype <> 'trigger'::regtype
    UNION ALL
    SELECT 'objects made in the schema by app_rw', 'GRANT CREATE ON SCHEMA public TO app_rw', 'REVOKE CREATE ON SCHEMA public FROM app_rw'
    ORDER BY 1`);
  return rows;
}
