import { can } from '@/lib/access/can';
import type { Effect } from '@/lib/catalog/effect';
import { type CourseFacts, type CourseVersion, getCourse, type Versioned } from '@/lib/db/curriculum';
import { listResting } from '@/lib/db/change-notices';
import { listOutcomes } from '@/lib/db/course-content';
import { listRelationsOf, type RelationOfCourse } from '@/lib/db/course-relations';
import { allDepartments, type Department, getInstitution, type Institution } from '@/lib/db/institutions';
import { type FilledArea, listFilledAreas } from '@/lib/db/program-areas';
import type { StandingOutcome } from '@/lib/institution/course-outcomes';
import { planChange, versionOn } from '@/lib/institution/dated-version';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { effectOfBooks } from '../rule/effect-of-books';
import { booksOfCourse } from './books-of-course';
import { courseAfter, courseFacts, courseMeant, isSameCourse, type SaveCourse } from './save-course';
import { type TouchedRule, touchedRules } from './touched-rules';

export interface CourseView extends Versioned<CourseVersion> {
  institution: Institution;
  today: CivilDate;
  /** The version of today; null before the first one. */
  current: CourseVersion | null;
  outcomes: StandingOutcome[];
  relations: RelationOfCourse[];
  /** Mappings that grant it, decided or under review, and areas of programs that it fills: what a change or its end touches. */
  rests: Pick<RuleVersion, 'id' | 'ruleCode' | 'title' | 'version' | 'status'>[];
  areas: FilledArea[];
  departments: Department[];
  maySave: boolean;
}

/** One course with all its versions. @refuses not_found */
export async function viewCourse(ctx: Context, id: string): Promise<CourseView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'institution.view', { tenantId: actor.tenantId });
    const course = await getCourse(tx, id);
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    return {
      ...course,
      institution,
      today,
      current: versionOn(course.versions, today),
      outcomes: await listOutcomes(tx, id),
      relations: await listRelationsOf(tx, id, today),
      rests: (await listResting(tx, 'course', [course.code], today)).map(
        ({ id, ruleCode, title, version, status }) => ({ id, ruleCode, title, version, status }),
      ),
      areas: await listFilledAreas(tx, course.code, today),
      departments: (await allDepartments(tx)).filter(
        ({ id, isArchived }) => !isArchived || id === course.departmentId,
      ),
      maySave: can(actor, 'course.save', { tenantId: actor.tenantId }).allowed,
    };
  });
}

export interface CoursePreview {
  firstDay: CivilDate;
  /** The version that holds on that day, which the form is filled from after the change was looked at. */
  filledFrom: string | null;
  before: CourseFacts;
  after: CourseFacts;
  touched: TouchedRule[];
  /** What it would change for whom; null where too much has a say, undefined where nothing of what it carries changes. */
  effect: Effect | null | undefined;
  /** Why it cannot be saved. */
  problem: string | null;
}

/** What saving a change would do to rules; nothing is saved. @refuses not_found · forbidden */
export async function previewCourse(ctx: Context, input: SaveCourse): Promise<CoursePreview> {
  const { books, ...preview } = await query(ctx, async (tx, actor, ctx) => {
    const course = await getCourse(tx, input.courseId);
    authorize(ctx, 'course.save', { tenantId: actor.tenantId });
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const firstDay = input.firstDay ?? today;
    const meant = courseMeant(course.versions, input, firstDay);
    const planned = planChange(course.versions, firstDay, today, (one) =>
      isSameCourse(one, courseAfter(one, meant)),
    );
    const problem = !planned.ok ? planned.reason : planned.value.kind === 'same' ? 'version/same' : null;
    const holding = versionOn(course.versions, firstDay);
    const after = courseAfter(holding ?? { kind: 'course' }, meant);
    const before = courseFacts(holding ?? after);
    const { id, code } = course;
    const change = { subject: 'course' as const, id, code, firstDay, before, after };
    const touched = problem === null ? await touchedRules(tx, ctx, [change]) : [];
    const rules = touched.map(({ rule }) => rule);
    return {
      firstDay,
      filledFrom: holding?.id ?? null,
      before,
      after,
      problem,
      touched,
      books: await booksOfCourse(tx, ctx, institution, today, change, rules),
    };
  });
  return { ...preview, effect: books === null ? undefined : await effectOfBooks(books) };
}
