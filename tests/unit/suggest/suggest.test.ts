import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prepareKnowledge } from '@/lib/suggest/knowledge';
import { trainModel } from '@/lib/suggest/model';
import type { ExternalCourse, Precedent } from '@/lib/suggest/precedent';
import { seededRandom, shuffled } from '@/lib/kernel/seeded-random';
import { suggestTargets, type Question } from '@/lib/suggest/suggest';
import { catalog, course, precedents } from './fictional-decisions';

const knowledge = prepareKnowledge(precedents, catalog);
const model = trainModel(knowledge, 1);
const suggest = (external: readonly ExternalCourse[], family: string | null = null) =>
  suggestTargets(knowledge, model, { family, external });
const titles = fc.oneof(
  fc.constantFrom('Chemistry II', 'Calc III', 'History of Dance', 'Elem Portuguese', 'Topics', 'Ecology'),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);
const questions = fc.record({
  family: fc.constantFrom(null, 'Harbour College', 'Elsewhere'),
  external: fc.array(
    fc.record({
      code: fc.oneof(fc.constantFrom('CHE 101', 'HIS 3', 'BIO'), fc.string({ maxLength: 12 })),
      title: titles,
      credits: fc.constantFrom('', '3', '1-4'),
      description: fc.oneof(fc.constant(''), titles),
    }),
    { minLength: 1, maxLength: 3 },
  ),
}) satisfies fc.Arbitrary<Question>;

test.each([
  ['CHM 150', 'General Chem I', 'course', 'CHEM 1100'],
  ['CHM 151', 'Gen Chemistry Two', 'course', 'CHEM 1200'],
  ['MTH 201', 'Calculus 2', 'course', 'MATH 1020'],
  ['PSYC 100', 'Intro to Psych', 'course', 'PSYC 1200'],
  ['ITA 101', 'Elementary Italian I', 'elective', 'LANG 1000'],
  ['HST 140', 'History of the Medieval World', 'elective', 'HIST 1000'],
])('%s %s is suggested as %s %s', (code, title, outcome, first) => {
  const { ranked, outcome: said, confidence } = suggest([course(code, title, '4')]);
  expect([said, ranked[0]?.id]).toEqual([outcome, first]);
  expect(confidence).toBeGreaterThan(0.4);
});

test('"none" is suggested where like courses were granted nothing', () => {
  const { outcome, reasons } = suggest([course('MTH 100', 'Pre-Calculus Precalculus')]);
  expect(outcome).toBe('none');
  expect(reasons.precedents.every(({ id }) => /^p-\d-6$/.test(id))).toBe(true);
});

test('a course that no precedent has is found by what it is about', () => {
  const found = suggest([
    course('BIO 240', 'Ecology of the Sea', '4', 'Coral reefs, plankton and kelp forests as communities.'),
  ]);
  expect(found.ranked.slice(0, 5).map(({ id }) => id)).toContain('OCEA 2100');
});

test('reasons name precedents with the same target, words in common, level and credits', () => {
  const { reasons, ranked } = suggest([course('CHM 110', 'General Chemistry I', '5')]);
  expect(ranked[0]?.id).toBe('CHEM 1100');
  expect(reasons).toMatchObject({ words: ['chemistry', '1'], levelFit: 'same', credits: 1 });
  expect(reasons.precedents).toHaveLength(5);
  for (const { id, like, sameSender } of reasons.precedents) {
    expect(precedents.find((precedent) => precedent.id === id)?.targets).toContain('CHEM 1100');
    expect(like).toBeGreaterThan(0.5);
    expect(sameSender).toBe(false);
  }
});

test('the same seed gives the same model, which can be stored and read back', () => {
  expect(trainModel(knowledge, 1)).toEqual(model);
  expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  expect(trainModel(knowledge, 2).weights).not.toEqual(model.weights);
});

test('the order of precedents and of the catalog changes nothing', () => {
  fc.assert(
    fc.property(fc.nat(), questions, (seed, question) => {
      const random = seededRandom(seed);
      const other = prepareKnowledge(shuffled(precedents, random), shuffled(catalog, random));
      expect(suggestTargets(other, trainModel(other, 1), question)).toEqual(
        suggestTargets(knowledge, model, question),
      );
    }),
    { numRuns: 6 },
  );
});

test('what is suggested is in the catalog, each once, at most 100, and as sure as can be', () => {
  const known = new Set(catalog.map(({ id }) => id));
  const more: Precedent = {
    id: 'gone',
    family: 'X',
    external: [course('BOT 1', 'Botany')],
    targets: ['BOTA 9'],
  };
  const wider = prepareKnowledge([...precedents, more], catalog);
  const learned = trainModel(wider, 1);
  fc.assert(
    fc.property(questions, (question) => {
      const { ranked, outcome, confidence } = suggestTargets(wider, learned, question);
      const ids = ranked.map(({ id }) => id);
      expect(ids.filter((id) => !known.has(id))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeLessThanOrEqual(100);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
      const first = catalog.find(({ id }) => id === ids[0]);
      if (outcome !== 'none') expect(first?.kind).toBe(outcome);
    }),
  );
});

test('what the same sender was granted for the same course stands first, whatever it was', () => {
  fc.assert(
    fc.property(questions, fc.constantFrom(...catalog, null), ({ external }, granted) => {
      const targets = [granted?.id ?? 'NONE'];
      const before: Precedent = { id: 'before', family: 'Lighthouse College', external, targets };
      const wider = prepareKnowledge([...precedents, before], catalog);
      const { ranked, outcome, reasons } = suggestTargets(wider, model, { family: before.family, external });
      expect(outcome).toBe(granted?.kind ?? 'none');
      if (granted !== null) expect(ranked[0]?.id).toBe(granted.id);
      expect(reasons.precedents[0]).toMatchObject({ id: 'before', sameSender: true });
    }),
    { numRuns: 40 },
  );
});

test('of two decisions of one sender the more frequent stands first', () => {
  const external = [course('NAV 200', 'Celestial Navigation')];
  const row = (id: string, target: string): Precedent => ({
    id,
    family: 'Pier College',
    external,
    targets: [target],
  });
  const wider = prepareKnowledge(
    [...precedents, row('a', 'CHEM 1000'), row('b', 'HIST 2500'), row('c', 'HIST 2500')],
    catalog,
  );
  const { ranked, confidence } = suggestTargets(wider, model, { family: 'Pier College', external });
  expect(ranked[0]?.id).toBe('HIST 2500');
  expect(confidence).toBeCloseTo(3 / 5, 6);
});

test('nothing known is no error', () => {
  const nothing = prepareKnowledge([], []);
  const { ranked, outcome } = suggestTargets(nothing, trainModel(nothing, 1), { family: null, external: [] });
  expect([ranked, outcome]).toEqual([[], 'none']);
  const unlearned = prepareKnowledge([], catalog);
  const found = suggestTargets(unlearned, trainModel(unlearned, 1), {
    family: null,
    external: [course('CHE 1', 'Chemistry II', '4')],
  });
  expect(found).toMatchObject({ outcome: 'course', ranked: [{ id: 'CHEM 1200' }, ...found.ranked.slice(1)] });
});

test('a few decisions are enough to be followed', () => {
  const few = prepareKnowledge(precedents.slice(0, 14), catalog);
  const early = trainModel(few, 1);
  const first = (title: string) =>
    suggestTargets(few, early, { family: null, external: [course('X 1', title)] });
  expect(first('Precalculus').outcome).toBe('none');
  expect(first('Elementary French I')).toMatchObject({ outcome: 'elective' });
  expect(first('Elementary French I').ranked[0]?.id).toBe('LANG 1000');
  expect(first('Introduction to Programming').ranked[0]?.id).toBe('CSCI 1100');
});

test('hostile texts are answered within 100 ms', () => {
  const planes = Array.from({ length: 17 }, (_, plane) => String.fromCodePoint(plane * 0x10000 + 0x61)).join(
    '',
  );
  const texts = [
    Array.from({ length: 10_000 }, (_, at) => `word${at}`).join(' '),
    'chemistry '.repeat(10_000),
    planes.repeat(2_000),
    '\ud800'.repeat(5_000),
    'a\u0301'.repeat(50_000),
    '(((('.repeat(20_000),
    'a'.repeat(500_000),
    `${'1'.repeat(100_000)} ${'.'.repeat(100_000)}`,
  ];
  for (const text of texts) {
    const start = process.cpuUsage().user;
    const external = [course(text, text, text, text), course('CHE 101', text, '3', text)];
    expect(suggest(external).ranked.length).toBeGreaterThan(0);
    // The time of this process alone: others may be at work on the same machine.
    expect(process.cpuUsage().user - start).toBeLessThan(100_000);
  }
});
