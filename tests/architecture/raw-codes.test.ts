import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { statusOf } from '@/lib/next/refusal-words';
import { RuleStatus } from '@/lib/rule/rule-version';
import { ruleLifecycle } from '@/lib/rule/lifecycle';
import { inProject } from '@/scripts/project';
import { fieldsOfCodes, rawCodesIn } from './raw-code-rules';
import { sourcesOf } from './sources';

const fields = fieldsOfCodes(sourcesOf('lib'));
const pages = sourcesOf('app', 'components');

/** Named like a field that holds a code, and holding something else. */
const texts = [
  // Slots of a part: what stands there was made of words.
  'components/layout/failure.tsx: start',
  'components/layout/page-header.tsx: standing',
  'components/ui/empty-state.tsx: action',
  'components/audit/provenance-steps.tsx: basis',
  'components/audit/provenance-steps.tsx: conflict',
  'components/audit/provenance-steps.tsx: what',
  'app/(registrar)/registrar/claims/_components/desk-acts.tsx: reason',
  // Sentences that were made before.
  'app/(registrar)/_components/no-permission.tsx: reason',
  'app/(registrar)/registrar/rules/[ruleId]/_components/evidence-and-facts.tsx: words',
  'components/administration/conversion-rows.tsx: words.from',
  'components/administration/conversion-rows.tsx: words.to',
  'components/administration/denied.tsx: reason',
  'components/badge/badge-answer.tsx: words.ask',
  'components/catalog/policy-sentences.tsx: words',
  'components/estimate/estimate-result.tsx: words',
  'components/catalog/facet-group.tsx: words',
  'components/catalog/offer-view.tsx: withheld',
  'components/catalog/offered-amount.tsx: words',
  'components/catalog/recognised-rule.tsx: withheld',
  'components/rule/folded-part.tsx: words',
  'components/rule/rule-acts.tsx: words',
  'components/rule/student-view.tsx: withheld',
  'components/ui/progress.tsx: words',
  // What somebody wrote: the reason of a move, an outcome of a certificate, the key of a row in a file, why an issuer is trusted.
  'app/(registrar)/registrar/rules/[ruleId]/history/_components/moves.tsx: reason',
  'app/(faculty)/_components/case-task.tsx: view.end.reason',
  'components/administration/issuer-list.tsx: one.reason',
  'components/audit/award-facts.tsx: decision.reason',
  'components/audit/provenance-steps.tsx: reason',
  'components/catalog/entry-facts.tsx: outcome',
  'components/import/row-table.tsx: key',
  'components/listing/entry-in-name.tsx: reason',
  'components/listing/names-that-wait.tsx: reason',
  'components/listing/listing-history.tsx: listing.reason',
  'components/listing/listing-notices.tsx: reason',
  'components/administration/issuer-list.tsx: one.identity',
  'components/claim/decision-letter.tsx: decision.reason',
  'components/claim/decision-words.tsx: reason',
  'components/claim/earlier-decisions.tsx: reason',
  'components/claim/holding-evidence.tsx: finding.reason',
  'components/posting/posted-table.tsx: line.reason',
  // Numbers.
  // Words of the two texts that are compared.
  'components/review/mark-row.tsx: word',
  'components/review/rubric-scores.tsx: score.score',
];

test('no page prints a code of the program as it is', () => {
  const found = pages.flatMap((source) =>
    rawCodesIn(source, fields).map((field) => `${source.file}: ${field}`),
  );
  expect([...new Set(found)].sort()).toEqual([...texts].sort());
});

test('the fields that hold codes are known', () => {
  expect(fields.size).toBeGreaterThan(60);
  for (const field of ['status', 'standing', 'kind', 'role', 'choice', 'unit', 'severity', 'asksFor'])
    expect(fields).toContain(field);
  for (const field of ['title', 'name', 'code', 'email']) expect(fields).not.toContain(field);
});

test.each([
  ['in the text', 'const A = ({ row }) => <p>{row.status}</p>;', 'row.status'],
  ['on a condition', "const A = ({ row }) => <p>{row.isOpen ? row.kind : '–'}</p>;", 'row.kind'],
  ['in a cell', "const a = { key: 'a', cell: ({ standing }) => standing };", 'standing'],
  ['within other text', 'const A = ({ row }) => <p title={`as ${row.role}`} />;', 'row.role'],
  ['for want of words', 'const a = { cell: ({ status }) => words[status] ?? status };', 'status'],
])('control: a code %s is seen', (_where, text, expected) => {
  expect(rawCodesIn({ file: 'components/planted.tsx', text }, fields)).toEqual([expected]);
});

test('control: a code that chooses words, or an address, is none that is read', () => {
  const text =
    "const A = ({ row, t }) => <Pill tone={row.status} href={`/${row.kind}`}>{t(`status.${row.status}`)}{row.kind === 'a' && t('b')}</Pill>;";
  expect(rawCodesIn({ file: 'components/planted.tsx', text }, fields)).toEqual([]);
});

// Where words are looked up by a code whose type says only that it is a text, the compiler does not see a gap. What the engine says is
// asked in tests/unit/credit/explain.test.ts.
const words = (file: string) =>
  JSON.parse(readFileSync(inProject('messages', 'en', `${file}.json`), 'utf8')) as Record<string, never>;
const at = (file: string, path: string): object =>
  path.split('.').reduce((tree, step) => tree[step] as never, words(file)) as object;

test.each<[string, readonly string[], object]>([
  ['code of a refusal', Object.keys(statusOf), at('refusals', 'code')],
  ['move of a version', [...Object.keys(ruleLifecycle), 'import'], at('registrar', 'history.event')],
  ['state of a version', RuleStatus.options, at('credit', 'ruleStatus')],
])('every %s has words', (_what, codes, known) => {
  expect(codes.length).toBeGreaterThan(2);
  expect(codes.filter((code) => !(code in known))).toEqual([]);
});

test('what an act says when it is done has words', () => {
  const said = pages
    .filter(({ file }) => file.endsWith('actions.ts'))
    .flatMap(({ text }) => [...text.matchAll(/\bdone: '(\w+)'/g)].map(([, key = '']) => key));
  expect(said.length).toBeGreaterThan(25);
  expect(said.filter((key) => !(key in words('done')))).toEqual([]);
});
