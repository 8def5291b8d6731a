import { describe, expect, it } from 'vitest';
import { matchEntry, type NamedByBadge } from '@/lib/badge/match-entry';
import type { BadgeFacts } from '@/lib/badge/report';

const facts: BadgeFacts = {
  kind: 'ob3',
  id: null,
  title: 'Welding,  Level 2',
  achievementIds: [],
  issuer: { id: 'did:web:guild.example', name: 'guild of welders', url: null },
  completedOn: null,
  validFrom: null,
  validUntil: null,
  recipients: [],
};
const entry = (slug: string, more: Partial<NamedByBadge> = {}): NamedByBadge => ({
  slug,
  title: 'Welding, level 2',
  language: null,
  provider: 'Guild of Welders',
  alsoBy: [],
  url: null,
  isByAddress: false,
  isByIssuer: false,
  ...more,
});

describe('which entry a badge is of', () => {
  it('is the one whose address it names, whatever it is called', () => {
    const named = entry('named', { isByAddress: true, title: 'Another title', provider: 'Somebody' });
    const { check, entry: found } = matchEntry(facts, [named, entry('called')]);
    expect(check).toMatchObject({ outcome: 'pass', reason: 'achievementSame' });
    expect(found?.slug).toBe('named');
  });
  it('is probably the one with its title and issuer, which people decide', () => {
    const { check, entry: found } = matchEntry(facts, [
      entry('a'),
      entry('b', { provider: 'Somebody else' }),
    ]);
    expect(check).toMatchObject({ outcome: 'unknown', reason: 'achievementLike' });
    expect(found?.slug).toBe('a');
    const awarded = entry('c', { provider: 'A platform', alsoBy: ['Guild of Welders'] });
    expect(matchEntry(facts, [awarded]).entry?.slug).toBe('c');
  });
  it('is the one of whoever is shown to have issued it, over names and other providers, and never by that alone', () => {
    const own = entry('own', { isByIssuer: true, provider: 'Welders’ Guild' });
    expect(matchEntry(facts, [entry('a'), own, entry('b')])).toMatchObject({
      entry: { slug: 'own' },
      check: { outcome: 'pass', reason: 'achievementByIssuer' },
    });
    const address = entry('named', { isByAddress: true });
    expect(matchEntry(facts, [own, address]).entry?.slug).toBe('named');
    const other = { ...own, title: 'Another title' };
    expect(matchEntry(facts, [other]).check.reason).toBe('achievementNotListed');
    expect(matchEntry(facts, [own, { ...own, slug: 'two' }]).check.outcome).toBe('unknown');
  });
  it('is not chosen among several, nor by a title alone', () => {
    const several = matchEntry(facts, [entry('a'), entry('b')]);
    expect(several).toMatchObject({
      entry: null,
      check: { outcome: 'unknown', reason: 'achievementSeveral' },
    });
    expect(several.alike.map(({ slug }) => slug)).toStrictEqual(['a', 'b']);
    const others = [entry('a', { provider: 'Somebody else' }), entry('b', { provider: 'A third' })];
    expect(matchEntry(facts, others).entry).toBeNull();
    // One entry or several, the reason is that none is of the issuer that the badge names.
    for (const found of [others, others.slice(1)])
      expect(matchEntry(facts, found)).toMatchObject({
        entry: null,
        alike: found,
        check: { outcome: 'unknown', reason: 'achievementOthers' },
      });
    const unsaid = { ...facts, issuer: { ...facts.issuer, name: null } };
    expect(matchEntry(unsaid, others).check.reason).toBe('achievementIssuerUnnamed');
    const nobody = { ...facts, issuer: { ...facts.issuer, name: null } };
    expect(matchEntry(nobody, [entry('a', { provider: '' })]).entry).toBeNull();
    const both = [entry('a', { isByAddress: true }), entry('b', { isByAddress: true, provider: 'x' })];
    expect(matchEntry({ ...facts, title: 'x' }, both).check.reason).toBe('achievementSameAddress');
    expect(matchEntry({ ...facts, title: 'x' }, both).alike.map(({ slug }) => slug)).toStrictEqual([
      'a',
      'b',
    ]);
  });
  it('is looked for by its address alone where nobody knows its title', () => {
    expect(matchEntry({ ...facts, title: null }, []).check).toMatchObject({
      outcome: 'unknown',
      reason: 'achievementUntitled',
    });
    expect(matchEntry({ ...facts, title: null }, [entry('a', { isByAddress: true })]).entry?.slug).toBe('a');
  });
  it('is none that the catalog has, which says nothing against the badge', () => {
    expect(matchEntry(facts, [])).toMatchObject({
      entry: null,
      alike: [],
      check: { outcome: 'unknown', reason: 'achievementNotListed' },
    });
  });
});
