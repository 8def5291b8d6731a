import { describe, expect, it } from 'vitest';
import { isTrusted } from '@/lib/badge/check';
import { checkIssuer } from '@/lib/badge/issuer';
import type { BadgeReport } from '@/lib/badge/report';
import type { Fetch } from '@/lib/badge-reading/guarded-fetch';
import { readBadge } from '@/lib/badge-reading/read-badge';
import { Refusal } from '@/lib/kernel/refusal';
import { askedIn2026, sample, secondWorld, thirdWorld, trustIn, worldOf } from '@/tests/support/badge-world';

interface Labels {
  valid: string[];
  warning: string[];
  invalid: string[] | Record<string, string>;
}
const labels = (folder: string) => JSON.parse(sample(folder, 'expected.json').toString()) as Labels;

/** What came of a sample in the words of its label; a refusal is told with its reason. */
async function labelOf(bytes: Buffer, world: Fetch): Promise<string> {
  try {
    const { verdict, warnings } = await readBadge(bytes, askedIn2026, world);
    return verdict === 'valid' && warnings.length > 0 ? 'warning' : verdict;
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}

/** Where our verdict is another one than the label, and why. */
const exceptions: Readonly<Record<string, { instead: string; because: string }>> = {
  ...Object.fromEntries(
    [
      'assets/badgeclass1.json',
      'assets/badge-with-data-image.json',
      'assets/badgeclass-with-complex-image.json',
      'issuer-compact-iri-validation.json',
      'rdf-validation/valid-badge-class.json',
      'rdf-validation/valid-issuer-extension.json',
      'rdf-validation/valid-cool-class.json',
      'rdf-validation/valid-badge-class-empty-criteria-type.json',
      'rdf-validation/badge-class-invalid-issuer-type.json',
    ].map((name) => [
      name,
      { instead: 'badge/not-awarded', because: 'It describes a badge or an issuer, and nobody earned it.' },
    ]),
  ),
  ...Object.fromEntries(
    [
      'rdf-validation/valid-alignment-object.json',
      'rdf-validation/invalid-empty-type.json',
      'rdf-validation/invalid-class.json',
      'rdf-validation/invalid-one-invalid-class.json',
    ].map((name) => [name, { instead: 'badge/not-a-badge', because: 'It is a part of a badge, or none.' }]),
  ),
  'assertion-with-extension-node-invalid.json': {
    instead: 'valid',
    because:
      'What is wrong is inside an extension, whose own schema would have to be fetched; no check reads extensions.',
  },
};

describe.each([
  { folder: 'ob3', world: thirdWorld },
  { folder: 'ob2', world: secondWorld },
])('1EdTech’s labelled samples of $folder', ({ folder, world }) => {
  const { valid, warning, invalid } = labels(folder);
  const labelled = [
    ...valid.map((name) => ({ name, label: 'valid' })),
    ...warning.map((name) => ({ name, label: 'warning' })),
    ...(Array.isArray(invalid) ? invalid : Object.keys(invalid)).map((name) => ({ name, label: 'invalid' })),
  ];
  it.each(labelled)('$name is $label', async ({ name, label }) => {
    const handed = sample(folder, 'samples', name);
    expect(await labelOf(handed, world(handed))).toBe(exceptions[name]?.instead ?? label);
  });
});

describe('Comprehensive Learner Records', () => {
  const ours = worldOf((url) => {
    if (url === 'https://registrar.example.edu/issuers/1/did.json') return sample('ob3/own/did.json');
    if (url === 'https://registrar.example.edu/status/1') return sample('ob3/own/status-list-clear.json');
    return null;
  });
  const read = (name: string, world: Fetch): Promise<BadgeReport> =>
    readBadge(sample('clr2', name), askedIn2026, world);

  const { name: recordName } = JSON.parse(sample('clr2/own-clr-signed.json').toString()) as { name: string };

  it('reads one that follows the standard, and the badges within it, each for itself', async () => {
    const { verdict, facts, contained } = await read('own-clr-signed.json', ours);
    expect(verdict).toBe('valid');
    expect(facts).toMatchObject({ kind: 'clr2', title: recordName });
    expect(contained.map(({ verdict, facts: { title } }) => ({ verdict, title }))).toStrictEqual([
      { verdict: 'valid', title: 'Data Ethics' },
    ]);
  });

  it('takes 1EdTech’s own sample, whose issuer publishes its key', async () => {
    const { verdict } = await read('samples/simple.json', thirdWorld(sample('clr2/samples/simple.json')));
    expect(verdict).toBe('valid');
  });

  it.each([
    ['samples/simple-noproof.json', 'form', 'fail'],
    ['samples/simple_old_safesigned.json', 'form', 'fail'],
    ['samples/simple.jwt', 'form', 'fail'],
    // Its owner is named by a number of its own, under which nobody publishes a key.
    ['samples/simple_v1.json', 'signature', 'fail'],
  ])('refuses the draft %s by its %s', async (name, check, outcome) => {
    const { verdict, checks } = await read(name, thirdWorld(sample('clr2', name)));
    expect(verdict).toBe('invalid');
    expect(checks).toContainEqual(expect.objectContaining({ name: check, outcome }));
  });
});

describe('what our own badges are told as', () => {
  const did = 'https://registrar.example.edu/issuers/1/did.json';
  const world = (list: string) =>
    worldOf((url) =>
      url === did ? sample('ob3/own/did.json') : url.endsWith('/status/1') ? sample('ob3/own', list) : null,
    );
  const read = (list: string, asked = askedIn2026) =>
    readBadge(sample('ob3/own/openbadge-signed.json'), asked, world(list));

  it('tells what was earned, when, and by whom it was issued', async () => {
    const { facts, verdict } = await read('status-list-clear.json');
    expect(verdict).toBe('valid');
    expect(facts).toMatchObject({
      title: 'Data Ethics',
      completedOn: '2026-05-30',
      validUntil: '2036-06-01T00:00:00.000Z',
      issuer: { id: 'did:web:registrar.example.edu:issuers:1', name: 'Example University' },
    });
    expect(facts.achievementIds).toContain('https://registrar.example.edu/micro-credentials/data-ethics/v/2');
  });

  it('knows revoked from valid, and unknown from both', async () => {
    expect((await read('status-list-revoked-index7.json')).checks).toContainEqual(
      expect.objectContaining({ name: 'status', outcome: 'fail', reason: 'statusRevoked' }),
    );
    const unread = await readBadge(
      sample('ob3/own/openbadge-signed.json'),
      askedIn2026,
      worldOf((url) => (url === did ? sample('ob3/own/did.json') : null)),
    );
    expect(unread.verdict).toBe('unproven');
    expect(unread.checks).toContainEqual(expect.objectContaining({ name: 'status', outcome: 'unknown' }));
  });

  it('trusts an issuer by its identifier, and validity alone is no trust', async () => {
    const said = [trustIn('did:web:registrar.example.edu:issuers:1')];
    const checksOf = async (file: string, list = said) => {
      const report = await read(file);
      const { check } = checkIssuer(report, list, { day: askedIn2026.claimDay, only: null });
      return [...report.checks, check];
    };
    expect(isTrusted(await checksOf('status-list-clear.json'))).toBe(true);
    expect(isTrusted(await checksOf('status-list-clear.json', []))).toBe(false);
    expect(isTrusted(await checksOf('status-list-revoked-index7.json'))).toBe(false);
  });
});
