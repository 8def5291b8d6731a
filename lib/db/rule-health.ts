import { foldCourseCode } from '@/lib/institution/course-code';
import { isInWork } from '@/lib/rule/lifecycle';
import { RuleStatus } from '@/lib/rule/rule-version';
import type { Tx } from './tx';

/** A rule as the page of health names it. */
export interface HealthRow {
  id: string;
  ruleCode: string;
  title: string;
  version: number;
  departmentName: string | null;
  microCredentials: { id: string; slug: string; title: string; language: string | null; provider: string }[];
  /** The version that is being written or decided about, where there is one. */
  next: string | null;
}

/** These versions by id, each with the newer one that is under way. */
export async function listHealthRows(tx: Tx, ids: readonly string[]): Promise<Map<string, HealthRow>> {
  const rows = await tx.ruleVersion.findMany({
    where: { id: { in: [...ids] } },
    include: {
      rule: {
        select: {
          code: true,
          title: true,
          department: { select: { name: true } },
          versions: { select: { id: true, version: true, status: true }, orderBy: { version: 'desc' } },
        },
      },
      sources: {
        select: {
          microCredential: { select: { id: true, slug: true, title: true, language: true, provider: true } },
        },
        orderBy: { microCredential: { title: 'asc' } },
      },
    },
  });
  return new Map(
    rows.map(({ id, version, rule, sources }) => [
      id,
      {
        id,
        version,
        ruleCode: rule.code,
        title: rule.title,
        departmentName: rule.department?.name ?? null,
        microCredentials: sources.map(({ microCredential }) => microCredential),
        next:
          rule.versions.find((one) => one.version > version && isInWork(RuleStatus.parse(one.status)))?.id ??
          null,
      },
    ]),
  );
}

/** The courses and programs that these codes mean, however they are written: code → id. */
export async function idsOfSubjects(
  tx: Tx,
  codes: readonly string[],
): Promise<{ courses: Map<string, string>; programs: Map<string, string> }> {
  if (codes.length === 0) return { courses: new Map(), programs: new Map() };
  const folded = [...new Set(codes.map(foldCourseCode))];
  const rows = await tx.$queryRaw<{ kind: string; code: string; id: string }[]>`
    SELECT 'course' AS kind, fold_course_code(code) AS code, id FROM course WHERE tenant_id = current_tenant() AND fold_course_code(code) = ANY(${folded})
     UNION ALL
    SELECT 'program', fold_course_code(code), id FROM program WHERE tenant_id = current_tenant() AND fold_course_code(code) = ANY(${folded})`;
  const of = (kind: string) => {
    const ids = new Map(rows.filter((row) => row.kind === kind).map(({ code, id }) => [code, id]));
    return new Map(
      codes.flatMap((code) => {
        const id = ids.get(foldCourseCode(code));
        return id === undefined ? [] : [[code, id] as const];
      }),
    );
  };
  return { courses: of('course'), programs: of('program') };
}
