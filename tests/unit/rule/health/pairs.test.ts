import { expect, it } from 'vitest';
import { healthOf } from '@/lib/rule/health/examine';
import { fixOf, kindOf } from '@/lib/rule/health/finding';
import { leftAsPairs } from '@/lib/rule/health/pairs';
import { microCredentialIdsIn } from '@/lib/rule/rule-version';
import { aHealthWorld, inForce } from '@/tests/support/rule-book';

const rule = inForce({});
const [mc = ''] = microCredentialIdsIn(rule.definition.premise);
const known = aHealthWorld().microCredentials[mc];
const twin = { id: 'other', title: 'Suns', provider: 'Sun House Ltd' };
const course = { status: 'active', credits: '6', since: null, endsOn: null };

it('what stands twice since a merger is told of by what a rule names, with what to do about it', () => {
  if (known === undefined) throw new Error('The rule names nothing that is known.');
  const code = Object.keys(aHealthWorld().courses)[0] ?? '';
  const world = aHealthWorld({
    microCredentials: { [mc]: { ...known, twin } },
    courses: { [code]: { ...course, twin: 'LAW-9' } },
  });
  expect(leftAsPairs(rule, world)).toEqual([
    {
      code: 'certificate-pair',
      day: null,
      values: { title: known.title, other: 'Suns', provider: 'Sun House Ltd' },
      subject: 'other',
    },
    { code: 'course-pair', day: null, values: { course: code, other: 'LAW-9' }, subject: code },
  ]);
  expect(healthOf(rule, world).map((one) => one.code)).toEqual(
    expect.arrayContaining(['certificate-pair', 'course-pair']),
  );
  expect([kindOf('certificate-pair'), fixOf('certificate-pair')]).toEqual(['certificate', 'mergeEntries']);
  expect([kindOf('course-pair'), fixOf('course-pair')]).toEqual(['target', 'relateCourses']);
});

it('nothing is told where nothing stands twice', () => {
  expect(leftAsPairs(rule, aHealthWorld())).toEqual([]);
});
