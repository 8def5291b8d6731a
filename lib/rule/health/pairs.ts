import { underCode } from '@/lib/institution/course-code';
import { leavesIn } from '../lint/reach';
import { courseCodesIn } from '../rule-version';
import type { Told } from './ahead';
import type { HealthWorld, RuleInForce } from './rule-in-force';

/**
 * Where something that was two before a merger still stands twice: a course of another university that is listed under a second name of it
 * as well, and an own course of an archived department that another department has under the same title. Whoever holds, or took, the other
 * one of the two is decided about by chance.
 * @source docs/decisions/0060-institutions-are-organizations.md
 */
export function leftAsPairs({ definition }: RuleInForce, world: HealthWorld): Told[] {
  const certificates = leavesIn(definition.premise).flatMap(({ leaf }): Told[] => {
    const known = world.microCredentials[leaf.mc];
    const twin = known?.twin;
    if (known === undefined || twin === undefined || twin === null) return [];
    const { id, title, provider } = twin;
    return [
      {
        code: 'certificate-pair',
        day: null,
        values: { title: known.title, other: title, provider },
        subject: id,
      },
    ];
  });
  const courses = courseCodesIn(definition).flatMap((course): Told[] => {
    const other = underCode(world.courses, course)?.twin;
    return other === undefined || other === null
      ? []
      : [{ code: 'course-pair', day: null, values: { course, other }, subject: course }];
  });
  return [...certificates, ...courses];
}
