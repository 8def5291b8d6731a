import type pg from 'pg';
import { guardProbes, unguarded } from './guard-probes';
import { readProject } from './read-project';
import { rightsDiffer } from './rights';
import type { World } from './row';
import {
  crossings,
  keptInPublic,
  ownedTables,
  publicSurface,
  type SqlPools,
  unguardedTables,
  wrongPublicRows,
} from './sql-layer';

/** One guard of the database taken away, and whether the checks notice. `undo` puts it back. */
export interface PlantedGuard {
  name: string;
  plant: string;
  undo: string;
  notices: () => Promise<boolean>;
}

/** Every row-level policy, every trigger and constraint with a probe, and every column and right that the public has not. */
export async function plantedGuards(pools: SqlPools, world: World): Promise<PlantedGuard[]> {
  return [
    ...(await ofPolicies(pools, world)),
    ...(await ofGuards(pools.admin, world)),
    ...(await ofThePublic(pools.admin)),
  ];
}

async function ofPolicies(pools: SqlPools, world: World): Promise<PlantedGuard[]> {
  const { rows } = await pools.admin.query<{
    table: string;
    name: string;
    qual: string | null;
    check: string | null;
    roles: string;
  }>(`
    SELECT tablename AS "table", policyname AS name, qual, with_check AS "check", array_to_string(roles, ',') AS roles FROM pg_policies
     WHERE schemaname = 'public' AND NOT (cmd = 'DELETE' AND NOT has_table_privilege('app_rw', quote_ident(tablename), 'DELETE')) ORDER BY 1, 2`);
  const tables = await ownedTables(pools.admin);
  const planted: PlantedGuard[] = [];
  for (const { table, name, qual, check, roles } of rows) {
    // A policy that lets everything through, or that only the owner's own doors use, guards nothing here; one of removing stands behind a
    // privilege where the application has none to remove.
    if ((qual ?? 'true') === 'true' && (check ?? 'true') === 'true') continue;
    if (!roles.includes('app_rw') && !roles.includes('app_public')) continue;
    const clause = (using: string | null, withCheck: string | null) =>
      `ALTER POLICY "${name}" ON "${table}"${using === null ? '' : ` USING (${using})`}${withCheck === null ? '' : ` WITH CHECK (${withCheck})`}`;
    const owned = tables.filter((one) => one.name === table);
    planted.push({
      name: `policy ${name} on ${table}`,
      plant: clause(qual && 'true', check && 'true'),
      undo: clause(qual, check),
      // Where a trigger or a key stands behind a policy, its loss shows in the list of rights alone.
      notices: async () =>
        (roles.includes('app_rw')
          ? (await crossings(pools, world, owned)).problems
          : [...(await wrongPublicRows(pools)), ...(await keptInPublic(pools, world))]
        ).length > 0 || (await rightsDiffer(pools.admin)),
    });
  }
  for (const { name } of tables) {
    planted.push({
      name: `row-level security of ${name}`,
      plant: `ALTER TABLE "${name}" DISABLE ROW LEVEL SECURITY`,
      undo: `ALTER TABLE "${name}" ENABLE ROW LEVEL SECURITY`,
      notices: async () => await noticed(pools.admin, name),
    });
  }
  return planted;
}

/** Tables of which somebody owns the rows are held by row-level security; the list of those that are is compared with those that should be. */
async function noticed(admin: pg.Pool, table: string): Promise<boolean> {
  return (
    (await unguardedTables(admin)).includes(table) ||
    !(await ownedTables(admin)).some(({ name }) => name === table)
  );
}

async function ofGuards(admin: pg.Pool, world: World): Promise<PlantedGuard[]> {
  const probes = guardProbes(world);
  const planted: PlantedGuard[] = [];
  for (const guard of new Set(probes.map((probe) => probe.guard))) {
    const [name = '', table = ''] = guard.split(' on ');
    const { rows } = await admin.query<{ trigger: string | null; constraint: string | null }>(
      `SELECT (SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = $1 AND tgrelid = $2::regclass) AS trigger,
              (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = $1 AND conrelid = $2::regclass) AS constraint`,
      [name, table],
    );
    const found = rows[0];
    const own = probes.filter((probe) => probe.guard === guard);
    const notices = async () => (await unguarded(admin, world, own)).length > 0;
    if (found?.trigger)
      planted.push({
        name: `trigger ${guard}`,
        plant: `DROP TRIGGER "${name}" ON "${table}"`,
        undo: found.trigger,
        notices,
      });
    else if (found?.constraint)
      planted.push({
        name: `constraint ${guard}`,
        plant: `ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`,
        undo: `ALTER TABLE "${table}" ADD CONSTRAINT "${name}" ${found.constraint}`,
        notices,
      });
    else throw new Error(`There is no guard ${guard} in the database.`);
  }
  return planted;
}

async function ofThePublic(admin: pg.Pool): Promise<PlantedGuard[]> {
  const listed = readProject('tests', 'fixtures', 'public-columns.txt');
  const notices = async () => `${(await publicSurface(admin)).join('\n')}\n` !== listed;
  const { rows } = await admin.query<{ table: string; column: string }>(`
    SELECT c.relname AS "table", a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT has_column_privilege('app_public', c.oid, a.attnum, 'SELECT') ORDER BY 1, a.attnum`);
  const tables = [...new Set(rows.map(({ table }) => table))];
  return [
    ...rows.map(({ table, column }) => ({
      name: `${table}.${column} kept from the public`,
      plant: `GRANT SELECT ("${column}") ON "${table}" TO app_public`,
      undo: `REVOKE SELECT ("${column}") ON "${table}" FROM app_public`,
      notices,
    })),
    ...tables.map((table) => ({
      name: `${table} not changed by the public`,
      plant: `GRANT UPDATE ON "${table}" TO app_public`,
      undo: `REVOKE UPDATE ON "${table}" FROM app_public`,
      notices,
    })),
  ];
}

/** Row-level policies whose loss the matrix over HTTP notices too, with the endpoint that shows it. */
export const seenOverHttp: readonly { tables: readonly string[]; endpoint: string }[] = [
  { tables: ['rule_version', 'equivalency_rule', 'rule_source'], endpoint: 'page /registrar/rules/new' },
  { tables: ['person', 'role_grant'], endpoint: 'page /administration/people' },
  { tables: ['import_batch'], endpoint: 'page /registrar/imports' },
  { tables: ['policy_version'], endpoint: 'page /administration/policy/[policyId]' },
  { tables: ['audit_event'], endpoint: 'page /audit' },
  { tables: ['audit_event', 'audit_detail'], endpoint: 'route /audit/export' },
  { tables: ['import_row', 'import_batch'], endpoint: 'page /registrar/imports/[batchId]' },
  {
    tables: ['department'],
    endpoint: 'action app/(administration)/administration/departments/actions.ts#saveDepartmentAction',
  },
  {
    tables: ['course'],
    endpoint: 'action app/(administration)/administration/courses/actions.ts#saveCourseAction',
  },
  {
    tables: ['program'],
    endpoint: 'action app/(administration)/administration/programs/actions.ts#saveProgramAction',
  },
];
