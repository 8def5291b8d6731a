import { expect, test } from 'vitest';
import { sourcesOf } from './sources';
import { titlesPrintedIn } from './titles-rules';

/**
 * What is called `title` and is neither a certificate's nor a mapping's: headings of the page's own words, people's own names for evidence,
 * and courses and programs, which are called in the language of the institution.
 */
const ownWords = [
  'app/(faculty)/_components/case-facts.tsx: item.title',
  'app/(faculty)/_components/case-measures.tsx: title',
  'app/(faculty)/_components/case-section.tsx: title',
  'app/(faculty)/_components/meeting-paper.tsx: title',
  'app/global-error.tsx: words.error.title',
  'components/administration/first-steps.tsx: title',
  'components/administration/section.tsx: title',
  'components/audit/provenance-parts.tsx: title',
  'components/catalog/policy-sentences.tsx: title',
  'components/figures/bar-list.tsx: title',
  'components/import/batch-state.tsx: title',
  'components/layout/failure.tsx: title',
  'components/layout/page-header.tsx: title',
  'components/listing/listing-fields.tsx: title',
  'components/listing/recommendation-header.tsx: title',
  'components/rule/evidence-fields.tsx: title',
  'components/rule/evidence-items.tsx: item.title',
  'components/rule/rule-editor.tsx: title',
  'components/rule/rule-outcomes.tsx: title',
  'components/ui/empty-state.tsx: title',
  'components/ui/notice.tsx: title',
  // Made by EntryTitle a line above.
  'components/listing/certificate-tables.tsx: title',
  'components/listing/likeness-list.tsx: title',
  // Courses and programs.
  'app/(administration)/administration/courses/[courseId]/_components/course-change.tsx: after.title',
  'app/(administration)/administration/programs/[programId]/_components/program-change.tsx: after.title',
  'components/administration/course-content.tsx: other.title',
  'components/administration/course-content.tsx: programTitle',
  'components/administration/course-content.tsx: title',
  'components/administration/course-list.tsx: course.title',
  'components/administration/program-caps-list.tsx: program.title',
  'components/administration/saved-change.tsx: title',
  'components/audit/provenance-basis.tsx: title',
  'components/catalog/program-list.tsx: title',
  'components/review/coverage-fields.tsx: course.title',
  'components/rule/suggestion-panel.tsx: title',
];

const itself = ['components/catalog/entry-title.tsx', 'components/rule/rule-title.tsx'];

test('the title of a certificate or a mapping is shown in its own language and direction, by one part', () => {
  const found = sourcesOf('app', 'components')
    .filter(({ file }) => file.endsWith('.tsx') && !itself.includes(file))
    .flatMap((source) => titlesPrintedIn(source).map((printed) => `${source.file}: ${printed}`));
  expect([...new Set(found)].sort()).toEqual([...ownWords].sort());
});

test.each([
  ['as text', 'const A = ({ row }) => <p>{row.title}</p>;', ['row.title']],
  ['beside other text', 'const A = ({ title, by }) => <p>{`${by}: ${title}`}</p>;', ['title']],
  ['where it has one', 'const A = ({ a }) => <p>{a.ruleTitle ?? "–"}</p>;', ['a.ruleTitle']],
  ['isolated alone', 'const A = ({ title }) => <bdi>{title}</bdi>;', ['title']],
  ['by its part', 'const A = ({ title }) => <p><EntryTitle title={title} language="pl" /></p>;', []],
])('control: a title %s', (_, text, expected) => {
  expect(titlesPrintedIn({ file: 'components/planted.tsx', text })).toEqual(expected);
});
