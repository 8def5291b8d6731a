import { expect, test } from 'vitest';
import { prepareKnowledge } from '@/lib/suggest/knowledge';
import { hasLearned, trainModel, untrainedModel } from '@/lib/suggest/model';
import { noTarget } from '@/lib/suggest/precedent';
import { proposeTargets, suggestTargets } from '@/lib/suggest/suggest';
import { catalog, course, precedents } from './fictional-decisions';

const knowledge = prepareKnowledge(precedents, catalog);
const model = trainModel(knowledge, 1);
const asked = (code: string, title: string, family: string | null = null) => ({
  family,
  external: [course(code, title)],
});

test('the first of a few is what is suggested, each with reasons of its own', () => {
  const question = asked('CHM 110', 'General Chemistry I');
  const proposals = proposeTargets(knowledge, model, question, 5);
  const suggested = suggestTargets(knowledge, model, question);
  expect(proposals[0]).toMatchObject({ target: suggested.ranked[0]?.id, kind: suggested.outcome });
  expect(proposals[0]?.confidence).toBeCloseTo(suggested.confidence, 9);
  for (const { target, reasons } of proposals)
    for (const { id, like } of reasons.precedents) {
      expect(precedents.find((one) => one.id === id)?.targets).toContain(target);
      expect(like).toBeGreaterThanOrEqual(0.25);
    }
  expect(new Set(proposals.map(({ target }) => target)).size).toBe(proposals.length);
});

test('"no" is one of the few where like courses were granted nothing, and first where it is suggested', () => {
  const [first] = proposeTargets(knowledge, model, asked('MTH 100', 'Precalculus'), 5);
  expect(first).toMatchObject({ target: noTarget, kind: 'none' });
  expect(first?.reasons.precedents.length).toBeGreaterThan(0);
});

test('what nothing speaks for is not proposed', () => {
  expect(proposeTargets(knowledge, model, asked('', 'Quilting Wybourne'), 5)).toEqual([]);
});

test('without precedents it proposes by words, and does not say how sure it is', () => {
  const alone = prepareKnowledge([], catalog);
  const untrained = untrainedModel(1);
  expect(hasLearned(untrained)).toBe(false);
  const proposals = proposeTargets(alone, untrained, asked('', 'Marine Ecology Professional Certificate'), 5);
  expect(proposals[0]).toMatchObject({ target: 'OCEA 2100', confidence: null });
  expect(proposals[0]?.reasons.words).toContain('ecology');
  expect(proposals.map(({ kind }) => kind)).not.toContain('none');
});

test('what the same sender was told before stands first and says how sure that is', () => {
  const question = asked('HIS 111', 'History of the Ancient World', 'Harbour College');
  const [first] = proposeTargets(prepareKnowledge(precedents, catalog), untrainedModel(1), question, 5);
  expect(first).toMatchObject({ target: 'HIST 1000', confidence: 2 / 3 });
  expect(first?.reasons.precedents[0]).toMatchObject({ like: 1, sameSender: true });
});

test('confidence behind the first place is learned from such places, and is lower there', () => {
  const all = precedents.flatMap(({ external }) =>
    proposeTargets(knowledge, model, { family: null, external }, 5).slice(1),
  );
  const mean = all.reduce((sum, { confidence }) => sum + (confidence ?? 0), 0) / all.length;
  expect(mean).toBeLessThan(0.5);
});

test('among a few decisions that are about something else, the course with most of the words stands first', () => {
  const few = prepareKnowledge(
    precedents.filter(({ id }) => /^p-0-(7|12|13)$/.test(id)),
    catalog,
  );
  const [first] = proposeTargets(
    few,
    untrainedModel(1),
    asked('', 'Differential Equations and Linear Systems'),
    5,
  );
  expect(first?.target).toBe('MATH 2400');
});
