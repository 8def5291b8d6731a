import ts from 'typescript';
import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import { useAuditWords } from '@/components/audit/audit-words';
import { EntryChanges } from '@/components/audit/entry-changes';
import { Role } from '@/lib/access/actor';
import { changesBetween } from '@/lib/audit/changes';
import { CreditPolicy, RuleBody } from '@/lib/credit/input';
import { ReviewPolicy } from '@/lib/institution/policy-version';
import { RuleBasis, RuleStatus } from '@/lib/rule/rule-version';
import audit from '@/messages/en/audit.json';
import credit from '@/messages/en/credit.json';
import { parse, sourcesOf } from '@/tests/architecture/sources';

const usecases = sourcesOf('lib/usecases');

/** What the states of audit entries are made of, as far as it is written down: the keys in the calls that record, and the schemas of what is kept whole. */
function keysAndCodes(): { keys: Set<string>; codes: Set<string> } {
  const [keys, codes] = [new Set<string>(), new Set<string>([...RuleStatus.options, ...Role.options])];
  const inSchema = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) return node.forEach(inSchema);
    for (const [name, inner] of Object.entries(node)) {
      if (name === 'properties') for (const key of Object.keys(inner as object)) keys.add(key);
      if (name === 'enum') for (const code of inner as unknown[]) codes.add(String(code));
      if (name === 'const') codes.add(String(inner));
      inSchema(inner);
    }
  };
  for (const schema of [CreditPolicy, ReviewPolicy, RuleBody, RuleBasis])
    inSchema(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  for (const source of usecases) {
    const inState = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node))
        keys.add(node.name.getText());
      ts.forEachChild(node, inState);
    };
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === 'recordAudit') {
        for (const part of node.arguments.flatMap((one) =>
          ts.isObjectLiteralExpression(one) ? [...one.properties] : [],
        ))
          if (ts.isPropertyAssignment(part) && /^(before|after)$/.test(part.name.getText()))
            inState(part.initializer);
      }
      ts.forEachChild(node, visit);
    };
    visit(parse(source));
  }
  return { keys, codes };
}

const { keys, codes } = keysAndCodes();
/** What only a program would write: capitals within a word, underscores, points between words. */
const looksRaw = /\p{Ll}\p{Lu}|_|\p{L}\.\p{L}|\p{Lu}{3,}/u;

function say(ask: (words: ReturnType<typeof useAuditWords>) => string): string {
  function Said() {
    return <>{ask(useAuditWords())}</>;
  }
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ audit, credit }}>
      <Said />
    </NextIntlClientProvider>,
  );
}

describe('no code of the program stands on a page of the audit', () => {
  it('knows what there is', () => {
    expect(keys.size).toBeGreaterThan(80);
    expect(codes.size).toBeGreaterThan(60);
    expect([...keys]).toEqual(expect.arrayContaining(['coverageThreshold', 'departmentId', 'premise']));
    expect([...codes]).toEqual(expect.arrayContaining(['US_SEM', 'committee_chair', 'in_department']));
  });

  test('every field has words', () => {
    const bad = [...keys].filter((key) => !(key in audit.part));
    expect(bad).toEqual([]);
    for (const key of keys) expect(say(({ field }) => field(key)).replace('EQF', '')).not.toMatch(looksRaw);
  });

  test('every code has words', () => {
    // Those two are what people call them.
    const bad = [...codes]
      .filter((code) => !/^(ECTS|CEU)$/.test(code))
      .filter((code) => looksRaw.test(say(({ value }) => value('status', code))));
    expect(bad).toEqual([]);
  });

  test('every act and every kind of thing has words', () => {
    const recorded = usecases.flatMap(({ text }) =>
      [...text.matchAll(/recordAudit\(tx, ctx, '([\w.]+)'/g)].map(([, name = '']) => name),
    );
    const things = usecases.flatMap(({ text }) =>
      [...text.matchAll(/objectType: '(\w+)'/g)].map(([, name = '']) => name),
    );
    expect(recorded.length).toBeGreaterThan(40);
    expect(recorded.filter((name) => !(name.replace('.', '-') in audit.action))).toEqual([]);
    expect(things.filter((name) => !(name in audit.object))).toEqual([]);
  });

  test('a path is told part by part, and what somebody wrote stays as it is', () => {
    expect(say(({ field }) => field('review.coverageThreshold'))).toBe('Review › Coverage threshold');
    expect(say(({ field }) => field('review.stages.0.minReviewers'))).toBe(
      'Review › Stages › 1 › Fewest reviewers',
    );
    expect(say(({ field }) => field('credit.conversions.ECTS>US_SEM'))).toBe(
      'Credit › Conversions › ECTS → semester hours',
    );
    expect(say(({ field }) => field('somethingNew.ofTomorrow'))).toBe('Something new › Of tomorrow');
    expect(say(({ value }) => value('note', 'US_SEM'))).toBe('US_SEM');
    expect(say(({ value }) => value('definition.premise.branches.0.mc', 'on1'))).toBe('on1');
    expect(say(({ value }) => value('conflictDeclared', 'true'))).toBe('yes');
  });

  test('what an entry says of itself is told in words, and its days as days', () => {
    expect(say(({ summary }) => summary('committee stage closed by its votes: failed'))).toBe(
      'committee stage closed by its votes: rejected',
    );
    expect(say(({ summary }) => summary('dean stage closed: returned'))).toBe(
      'dean’s stage closed: returned to the author',
    );
    expect(say(({ summary }) => summary('version 2 adopted from 2026-11-28'))).toBe(
      'version 2 adopted from Nov 28, 2026',
    );
    expect(say(({ summary }) => summary('conditions of version 1: unmet'))).toBe(
      'conditions of version 1: not met',
    );
    expect(say(({ value }) => value('addedIds', '[]'))).toBe('none');
    expect(say(({ value }) => value('effectiveFrom', '2026-11-28'))).toBe('Nov 28, 2026');
  });

  test('the table of changes', () => {
    const before = {
      credit: { homeUnit: 'ECTS' },
      review: { coverageThreshold: 80, stages: [{ quorum: 'moreThanHalf' }] },
    };
    const after = {
      credit: { homeUnit: 'US_SEM' },
      review: { coverageThreshold: 70, stages: [] },
      status: 'in_department',
    };
    const shown = renderToStaticMarkup(
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ audit, credit }}>
        <EntryChanges changes={changesBetween(before, after)} things={{}} />
      </NextIntlClientProvider>,
    ).replace(/<[^>]*>/g, '\n');
    expect(shown).toContain('semester hours');
    expect(shown.split('\n').filter((line) => looksRaw.test(line.replace('ECTS', '')))).toEqual([]);
  });
});
