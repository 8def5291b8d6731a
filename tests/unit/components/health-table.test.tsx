import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { HealthTable } from '@/components/rule/health-table';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { healthOf } from '@/lib/rule/health/examine';
import { fixOf, type HealthCode, healthCodes, type HealthFinding } from '@/lib/rule/health/finding';
import credit from '@/messages/en/credit.json';
import registrar from '@/messages/en/registrar.json';
import ui from '@/messages/en/ui.json';
import { aHealthWorld, inForce } from '@/tests/support/rule-book';

const said = (finding: HealthFinding): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ credit, registrar, ui }}>
      <HealthTable
        caption="What is wrong"
        today={'2026-11-25' as CivilDate}
        rows={[
          {
            finding,
            rule: {
              id: 'version-1',
              ruleCode: 'one',
              title: 'The rule',
              version: 1,
              departmentName: null,
              microCredentials: [],
              next: null,
            },
            fix: { does: fixOf(finding.code), href: '/registrar/rules/version-1' },
          },
        ]}
      />
    </NextIntlClientProvider>,
  ).replace(/<[^>]+>/g, ' ');

/** As what is found brings them. */
const values = {
  day: '2026-12-24',
  sum: '7.5',
  carried: '6',
  unit: 'US_SEM',
  course: 'INF-204',
  program: 'BSC',
  title: 'Statistics',
  version: '2',
  name: 'ACE: Statistics',
  other: 'Statistics (online)',
  provider: 'Northbridge University',
  criterion: 'supervision',
  from: '70',
  to: '80.5',
};
const found = (code: HealthCode, more: Partial<HealthFinding> = {}): HealthFinding => ({
  code,
  ruleVersionId: 'version-1',
  departmentId: null,
  day: null,
  values,
  other: { id: 'version-2', title: 'The other', more: 0 },
  subject: null,
  ...more,
});

describe('what is wrong is said in words', () => {
  test.each(healthCodes)('%s has no code of a unit or a day in it', (code) =>
    expect(said(found(code))).not.toMatch(/US_SEM|\d{4}-\d\d-\d\d|\{|\bregistrar\./),
  );

  test.each<[HealthFinding, string]>([
    [found('denied-elsewhere'), 'The other decides the opposite'],
    [found('ambiguous-duplicate', { other: { id: 'x', title: 'A', more: 2 } }), 'A and 2 more says the same'],
    [found('over-course'), 'It gives 7.5 semester hours, and INF-204 carries 6 semester hours.'],
    [found('score-gap'), 'Scores from 70 to below 80.5 earn nothing'],
    [found('review-due', { day: '2026-12-24' as CivilDate }), 'by Dec 24, 2026'],
    [found('review-overdue', { day: '2026-09-24' as CivilDate }), 'since Sep 24, 2026'],
    // What begins today is so already; what has its last day today is still to come.
    [found('certificate-renewed', { day: '2026-11-25' as CivilDate }), 'since Nov 25, 2026'],
    [found('course-changed', { day: '2026-11-26' as CivilDate }), 'by Nov 26, 2026'],
    [found('claim-closes', { day: '2026-11-25' as CivilDate }), 'by Nov 25, 2026'],
    [found('claim-closes', { day: '2026-11-24' as CivilDate }), 'since Nov 24, 2026'],
  ])('%#', (finding, words) =>
    expect(
      said(finding)
        .replace(/\s+/g, ' ')
        .replace(/ ([,.;])/g, '$1'),
    ).toContain(words),
  );

  test('and every sentence has what it mentions, as what is found brings it', () => {
    const rule = inForce(
      {
        outcomes: [
          {
            lines: ['INF-1', 'INF-9'].map((target) => ({ kind: 'course', target, credits: { amount: '9' } })),
          },
          { lines: [{ kind: 'course', target: 'INF-2', credits: { catalog: true } }] },
        ],
        premise: { all: [{ mc: 'gone' }, { mc: 'a', versions: ['9'] }, { mc: 'nowhere' }] },
        programs: ['OLD', 'NONE'],
        termWindow: { to: '2026-11-20' },
        claimWindow: { to: '2026-12-20' },
      },
      {
        reviewDueOn: '2026-10-01' as CivilDate,
        departmentId: null,
        changes: [{ subject: 'program', name: 'OLD', firstDay: '2026-10-01' as CivilDate }],
      },
    );
    const findings = healthOf(rule, aHealthWorld());
    expect(findings.length).toBeGreaterThan(10);
    for (const finding of findings) expect(said(finding), finding.code).not.toMatch(/\bregistrar\.|\{/);
  });
});
