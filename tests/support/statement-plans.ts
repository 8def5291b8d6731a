import pg from 'pg';
import type { Database } from '@/lib/db/client';

/** A statement as it was sent, with the values of the first time. */
export interface SentStatement {
  text: string;
  values: unknown[];
}

/** A database whose public statements are noted as they are sent, each text once. */
export function listeningTo(database: Database): { database: Database; sent: Map<string, SentStatement> } {
  const sent = new Map<string, SentStatement>();
  const query = (statement: SentStatement) => {
    if (!sent.has(statement.text)) sent.set(statement.text, statement);
    return database.publicPool.query(statement);
  };
  const publicPool = { query } as unknown as pg.Pool;
  return { database: { ...database, publicPool }, sent };
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Plan Rows': number;
  Plans?: PlanNode[];
}

/** From this part of a table on its rows are gone through, whatever leads to them. */
const muchOf = 0.2;

/**
 * How a plan goes through one of these tables, by how many rows each has: by no index, along a whole one without a condition, or for a large
 * part of its rows, where nothing says how far. `partial` are the indexes that have few rows of a table.
 */
export function scansIn(
  node: PlanNode,
  known: { tables: ReadonlyMap<string, number>; partial: ReadonlySet<string> },
  isBounded = false,
): string[] {
  const { tables, partial } = known;
  const { 'Node Type': type, 'Relation Name': table = '', Plans: below = [] } = node;
  const isAlong =
    /^Index (?:Only )?Scan$/.test(type) &&
    node['Index Cond'] === undefined &&
    !partial.has(node['Index Name'] ?? '');
  const isMuch = node['Plan Rows'] > muchOf * (tables.get(table) ?? Infinity);
  const isScan = type === 'Seq Scan' || ((isAlong || isMuch) && !isBounded);
  const own = tables.has(table) && isScan ? [`${type} of ${table}`] : [];
  // What is sorted or grouped is read to its end, whatever is taken of it.
  const isEnough =
    type === 'Limit' ||
    (isBounded && !/^(?:Sort|Aggregate|Hash|HashAggregate|WindowAgg|Materialize|SetOp)$/.test(type));
  return [...own, ...below.flatMap((one) => scansIn(one, known, isEnough))];
}

/** Times after which the server may take a plan for any values where that is no dearer, and then keeps it. */
const plannedAnew = 6;

/** The plan that the server has of a statement that is asked again and again, as the product asks it: by name, with these values. */
export async function planOf(client: pg.Client, { text, values }: SentStatement): Promise<PlanNode> {
  await client.query(`PREPARE asked AS ${text}`);
  const given = values.length === 0 ? '' : `(${values.map(literalOf).join(', ')})`;
  let plan: PlanNode | undefined;
  for (let time = 0; time <= plannedAnew; time++) {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (FORMAT JSON) EXECUTE asked ${given}`,
    );
    plan = rows[0]?.['QUERY PLAN'][0].Plan;
  }
  await client.query('DEALLOCATE asked');
  if (plan === undefined) throw new Error(`No plan of ${text}`);
  return plan;
}

function literalOf(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (!Array.isArray(value)) return pg.escapeLiteral(String(value));
  const items = value.map((one) => (one === null ? 'NULL' : `"${String(one).replace(/["\\]/g, '\\$&')}"`));
  return pg.escapeLiteral(`{${items.join(',')}}`);
}
