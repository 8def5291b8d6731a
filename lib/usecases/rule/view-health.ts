import { holds } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { Permission } from '@/lib/access/permission';
import { allDepartments, type Department, getInstitution } from '@/lib/db/institutions';
import { listHealthRows, type HealthRow, idsOfSubjects } from '@/lib/db/rule-health';
import {
  fixOf,
  type HealthFinding,
  type HealthFix,
  type HealthKind,
  healthKinds,
  kindOf,
} from '@/lib/rule/health/finding';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { HealthQuery } from '@/lib/rule/health/query';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { manyHref } from '@/lib/rule/many-query';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { type BookHealth, examineBook } from './examine-book';
import { changesHref } from './follow-change';

export const findingsPerPage = 25;

/** How long a page waits for a look at the book. @units milliseconds */
const patience = { page: 3_000, count: 150 };

export interface ListedFinding {
  finding: HealthFinding;
  rule: HealthRow;
  /** What is proposed to this reader, and where it is done. */
  fix: { does: HealthFix | 'underWay' | 'open'; href: string };
}

export type HealthView =
  | { state: 'looking' }
  /** The address names a department that the institution does not have. */
  | { state: 'noDepartment' }
  | {
      state: 'looked';
      at: string;
      /** Nothing has changed since. */
      isCurrent: boolean;
      /** Rules that were looked at. */
      rules: number;
      counts: Record<HealthKind, number>;
      /** The kind that is shown; null where there is nothing of any. */
      kind: HealthKind | null;
      rows: ListedFinding[];
      total: number;
      departments: Department[];
      today: CivilDate;
    };

/** What is wrong in the institution's rule book, one kind and one page of it. */
export async function viewHealth(ctx: Context, asked: HealthQuery): Promise<HealthView> {
  const tenantId = await query(ctx, async (_, actor, ctx) => {
    authorize(ctx, 'rule.list', { tenantId: actor.tenantId });
    return actor.tenantId;
  });
  const { health, isCurrent } =
    ctx.health === undefined
      ? { health: await examineBook(ctx.database, tenantId, ctx.now), isCurrent: true }
      : await ctx.health.of(tenantId, ctx.now, patience.page);
  if (health === null) return { state: 'looking' };
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.list', { tenantId });
    const departments = await allDepartments(tx);
    if (asked.departmentId !== '' && !departments.some(({ id }) => id === asked.departmentId))
      return { state: 'noDepartment' };
    const meant = health.findings.filter(
      ({ departmentId }) => asked.departmentId === '' || departmentId === asked.departmentId,
    );
    const counts = countsOf(meant);
    const kind = asked.kind ?? healthKinds.find((one) => counts[one] > 0) ?? null;
    const found = meant.filter(({ code }) => kindOf(code) === kind);
    const shown = found.slice((asked.page - 1) * findingsPerPage, asked.page * findingsPerPage);
    const rules = await listHealthRows(
      tx,
      shown.map(({ ruleVersionId }) => ruleVersionId),
    );
    const subjects = await idsOfSubjects(
      tx,
      shown.flatMap(({ subject }) => subject ?? []),
    );
    const may = (act: Permission) => can(actor, act, { tenantId, departmentId: null }).allowed;
    const mayDraft = holds(actor, ['evaluator', 'registrar']);
    return {
      state: 'looked',
      at: health.at,
      isCurrent,
      rules: health.rules,
      counts,
      kind,
      total: found.length,
      departments,
      today: todayIn(ctx, (await getInstitution(tx, tenantId)).timeZone),
      rows: shown.flatMap((finding) => {
        const rule = rules.get(finding.ruleVersionId);
        return rule === undefined
          ? []
          : [{ finding, rule, fix: fixFor(finding, rule, { may, mayDraft, subjects }) }];
      }),
    };
  });
}

/** How much is wrong: null while nobody has looked yet, and of an earlier look while the next one is under way. */
export interface HealthCount {
  findings: number | null;
  isCurrent: boolean;
}

/** How much is wrong, as far as it is known before a reader of the start page grows impatient. */
export async function countHealth({ health, now }: Context, tenantId: string): Promise<HealthCount> {
  const known = await health?.of(tenantId, now, patience.count);
  return { findings: known?.health?.findings.length ?? null, isCurrent: known?.isCurrent ?? false };
}

function countsOf(findings: BookHealth['findings']): Record<HealthKind, number> {
  const counts = Object.fromEntries(healthKinds.map((kind) => [kind, 0])) as Record<HealthKind, number>;
  for (const { code } of findings) counts[kindOf(code)]++;
  return counts;
}

/** The one link to where it is mended, by what the reader may do: whoever may not is led to the rule. */
function fixFor(
  { code, subject, departmentId, values }: HealthFinding,
  { id, next, title, microCredentials }: HealthRow,
  {
    may,
    mayDraft,
    subjects,
  }: {
    may: (act: Permission) => boolean;
    mayDraft: boolean;
    subjects: Awaited<ReturnType<typeof idsOfSubjects>>;
  },
): ListedFinding['fix'] {
  const does = fixOf(code);
  const rule = `/registrar/rules/${id}`;
  if (does === 'lookAtChange') return { does, href: changesHref(id) };
  const course = subjects.courses.get(subject ?? '');
  if (does === 'relateCourses' && course !== undefined && may('course.save'))
    return { does, href: `/administration/courses/${course}` };
  // What is decided about stays, so the other one of the two goes.
  const stays = microCredentials.find((one) => one.title === values['title']);
  if (does === 'mergeEntries' && subject !== null && may('microCredential.merge'))
    return {
      does,
      href: `/registrar/certificates/entries/${subject}/merge?into=${encodeURIComponent(stays?.slug ?? '')}`,
    };
  if (next !== null) return { does: 'underWay', href: `/registrar/rules/${next}` };
  if (does === 'correctCourse' && course !== undefined && may('course.save'))
    return { does, href: `/administration/courses/${course}` };
  const program = subjects.programs.get(subject ?? '');
  if (does === 'correctProgram' && program !== undefined && may('program.save'))
    return { does, href: `/administration/programs/${program}` };
  if (does === 'mapGap' && subject !== null && mayDraft)
    return { does, href: `/registrar/rules/new?certificate=${subject}` };
  if (does === 'giveDepartment' && may('rule.changeDepartment')) {
    // All of a department at once; what has none is found by its title.
    const filters = {
      ...parseRuleQuery({}),
      ...(departmentId === null ? { words: title } : { departmentId }),
    };
    return { does, href: manyHref(filters, 'department') };
  }
  if (does === 'suspend' && may('rule.suspend')) return { does, href: `${rule}#act-suspend` };
  if (mayDraft)
    return {
      does: does === 'end' || does === 'reviewAgain' ? does : 'newVersion',
      href: `${rule}#act-startNewVersion`,
    };
  return { does: 'open', href: rule };
}
