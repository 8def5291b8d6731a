import { can } from '@/lib/access/can';
import { type CourseVersion, getCourse, type Versioned } from '@/lib/db/curriculum';
import { getInstitution, type Institution } from '@/lib/db/institutions';
import { versionOn } from '@/lib/institution/dated-version';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';

export interface CourseView extends Versioned<CourseVersion> {
  institution: Institution;
  today: CivilDate;
  /** The version of today; null before the first one. */
  current: CourseVersion | null;
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
      maySave: can(actor, 'course.save', { tenantId: actor.tenantId }).allowed,
    };
  });
}
