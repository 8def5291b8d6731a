import { describe, expect, it } from 'vitest';
import { RuleDefinition } from '@/lib/rule/rule-version';
import {
  applyTogether,
  atomsOf,
  leavesIn,
  premisesMeet,
  scoresMeet,
  spansMeet,
  versionsMeet,
} from '@/lib/rule/lint/reach';
import { aWorld, sound } from '@/tests/support/lint-world';

const world = aWorld();

describe('how far a rule reaches', () => {
  it('names each leaf by its place', () => {
    const { premise } = RuleDefinition.parse({
      ...sound,
      premise: { any: [{ mc: 'a' }, { all: [{ mc: 'b' }, { assessment: 'x', minScore: '1' }] }] },
    });
    expect(leavesIn(premise).map(({ where }) => where)).toEqual(['premise.any.0', 'premise.any.1.all.0']);
  });

  it('takes a whole as its parts, and ends where a part contains its whole', () => {
    expect(atomsOf('whole', world)).toEqual(['a', 'b']);
    expect(atomsOf('nowhere', world)).toEqual(['nowhere']);
    const round = aWorld({
      microCredentials: {
        x: { title: 'X', status: 'active', versionLabels: [], components: ['y'], recommendations: [] },
        y: { title: 'Y', status: 'active', versionLabels: [], components: ['x'], recommendations: [] },
      },
    });
    expect(atomsOf('x', round)).toEqual(['x']);
  });

  it('compares versions and scores only of the same certificate', () => {
    expect(premisesMeet({ mc: 'whole', minScore: '90' }, { mc: 'a', belowScore: '50' }, world)).toBe(true);
    expect(premisesMeet({ mc: 'a', versions: ['1'] }, { mc: 'a', versions: ['2'] }, world)).toBe(false);
    expect(premisesMeet({ assessment: 'x', minScore: '1' }, { mc: 'a' }, world)).toBe(false);
  });

  it('meets on scores exactly: 79.99 is not 80', () => {
    expect(scoresMeet({ minScore: '80' }, { belowScore: '80' })).toBe(false);
    expect(scoresMeet({ minScore: '79.99' }, { belowScore: '80' })).toBe(true);
    expect(scoresMeet({ minScore: '9' }, { belowScore: '10' })).toBe(true);
    expect(scoresMeet({}, {})).toBe(true);
  });

  it('meets on days, both ends inclusive', () => {
    expect(spansMeet({ to: '2026-01-01' }, { from: '2026-01-01' })).toBe(true);
    expect(spansMeet({ from: '2026-01-02' }, { to: '2026-01-01' })).toBe(false);
    expect(spansMeet(undefined, { from: null })).toBe(true);
  });

  it('applies together where programs and every window have something in common', () => {
    const rule = (change: object) => RuleDefinition.parse({ ...sound, ...change });
    expect(applyTogether(rule({}), rule({ programs: ['BSC'] }))).toBe(true);
    expect(applyTogether(rule({ programs: ['OLD'] }), rule({ programs: ['BSC'] }))).toBe(false);
    expect(applyTogether(rule({ programs: ['b-sc'] }), rule({ programs: ['BSC'] }))).toBe(true);
    expect(applyTogether(rule({ programs: ['*'] }), rule({ programs: ['BSC'] }))).toBe(true);
  });

  it('asks for a day on which what one wants completed could be claimed by the other', () => {
    const rule = (change: object) => RuleDefinition.parse({ ...sound, ...change });
    const late = rule({ credentialWindow: { from: '2027-03-01' } });
    const early = rule({ claimWindow: { to: '2027-02-28' } });
    expect([applyTogether(late, early), applyTogether(early, late)]).toEqual([false, false]);
    expect(applyTogether(late, rule({ claimWindow: { to: '2027-03-01' } }))).toBe(true);
  });

  it('keeps apart what asks for different scores of one certificate beside another that both ask for', () => {
    const both = (scores: object) => ({ all: [{ mc: 'a', ...scores }, { mc: 'b' }] });
    expect(premisesMeet(both({ minScore: '50' }), both({ belowScore: '50' }), world)).toBe(false);
    expect(premisesMeet(both({ minScore: '50' }), { mc: 'b' }, world)).toBe(true);
    const either = { any: [{ mc: 'a', belowScore: '50' }, { mc: 'b' }] };
    expect(premisesMeet(both({ minScore: '50' }), either, world)).toBe(true);
    const alone = { any: [{ mc: 'a', belowScore: '50' }] };
    expect(premisesMeet(both({ minScore: '50' }), alone, world)).toBe(false);
  });

  it('compares the versions that are named', () => {
    expect([
      versionsMeet({}, { versions: ['1'] }),
      versionsMeet({ versions: ['1', '2'] }, { versions: ['2'] }),
      versionsMeet({ versions: ['1'] }, { versions: ['2'] }),
    ]).toEqual([true, true, false]);
  });
});
