import type { Days } from '@/lib/db/figure-facts';
import { allDepartments, type Department, getInstitution } from '@/lib/db/institutions';
import {
  type Barrier,
  type BarrierTable,
  barrierTables,
  type DepartmentColumn,
} from '@/lib/figures/barriers';
import { asTold, type Details, detailsOf, stepTable } from '@/lib/figures/details';
import type { Facts } from '@/lib/figures/facts';
import type { FigureTable } from '@/lib/figures/figure-table';
import { type FiguresQuery, parseFiguresQuery } from '@/lib/figures/figures-query';
import { daysOf, type Quarter, quartersIn } from '@/lib/figures/quarter';
import { type CountDays, workingDays } from '@/lib/figures/working-days';
import { addYears, type CivilDate } from '@/lib/kernel/civil-date';
import { holidaysOf } from '@/lib/review/sla';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { readFacts } from '../kept-quarters';

/** What a page of figures shows. Withheld figures are null in it, so that nothing else can tell them. */
export interface FiguresView {
  institutionName: string;
  asked: FiguresQuery;
  today: CivilDate;
  quarters: Quarter[];
  /** Every department, by name. */
  departments: Department[];
  /** The one that is asked for; null for all side by side. */
  department: Department | null;
  /** The address names a department that the institution does not have. */
  isUnknown: boolean;
  tables: Record<Barrier, BarrierTable>;
  steps: FigureTable<DepartmentColumn>;
  details: Details;
  /** Nothing has been decided, nothing is open and nobody asked for anything. */
  isEmpty: boolean;
}

type Asked = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What holds credit back at the institution, in a period, by department. @refuses unauthenticated · forbidden */
export async function viewFigures(ctx: Context, params: Asked): Promise<FiguresView> {
  const { institution, departments } = await query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'figures.view', { tenantId: actor.tenantId });
    return { institution: await getInstitution(tx, actor.tenantId), departments: await allDepartments(tx) };
  });
  const today = todayIn(ctx, institution.timeZone);
  const asked = parseFiguresQuery(params, today);
  const read = await readFacts(
    { database: ctx.database, kept: ctx.figures },
    institution.id,
    asked.period,
    today,
  );
  const quarters = quartersIn(asked.period);
  const count = counting(daysOf(asked.period), today, institution);
  const columns = columnsOf(read, departments);
  const department = departments.find(({ id }) => id === asked.departmentId) ?? null;
  const tables = barrierTables(read, quarters, columns, count);
  const steps = stepTable(read, columns, count);
  return {
    institutionName: institution.name,
    asked,
    today,
    quarters,
    departments,
    department,
    isUnknown: asked.departmentId !== '' && department === null,
    tables,
    steps,
    details:
      department === null
        ? detailsOf(read, today, count)
        : detailsOfOne(read, department.id, { tables, steps }, today, count),
    isEmpty:
      read.decided.length === 0 &&
      read.stages.length === 0 &&
      read.inForce.length === 0 &&
      read.requests.length === 0,
  };
}

/** What is told of one department beside the tables of all, which say what of it is withheld. */
function detailsOfOne(
  read: Facts,
  id: string,
  { tables, steps }: Pick<FiguresView, 'tables' | 'steps'>,
  ...[today, count]: [CivilDate, CountDays]
): Details {
  const lineOf = ({ columns }: FigureTable<DepartmentColumn>) =>
    columns.find(({ column }) => column === id)?.line;
  const isTold = (table: BarrierTable) => lineOf(table)?.whole !== null;
  return asTold(detailsOf(onlyOf(read, id), today, count), {
    decided: isTold(tables.resources),
    stages: isTold(tables.engagement),
    scores: isTold(tables.quality),
    steps: lineOf(steps)?.rows ?? [],
  });
}

/** Counts the business days of the institution in what began up to three years before the period. */
export function counting({ from }: Days, today: CivilDate, institution: { holidays: CivilDate[] }) {
  return workingDays(addYears(from, -3), today, holidaysOf(institution));
}

/** Departments of which there is anything to tell, by name, and last of all what belongs to none. */
function columnsOf(
  { decided, stages, scores }: Facts,
  departments: readonly Department[],
): DepartmentColumn[] {
  const told = new Set([...decided, ...stages, ...scores].map(({ departmentId }) => departmentId));
  return [...departments.map(({ id }) => id).filter((id) => told.has(id)), ...(told.has(null) ? [null] : [])];
}

function onlyOf({ decided, stages, scores, coverage, inForce }: Facts, id: string): Facts {
  const own = <Fact extends { departmentId: string | null }>(facts: readonly Fact[]) =>
    facts.filter(({ departmentId }) => departmentId === id);
  return {
    decided: own(decided),
    stages: own(stages),
    scores: own(scores),
    coverage: own(coverage),
    inForce: own(inForce),
    // Visitors ask the institution, not a department.
    requests: [],
  };
}
