import { formatRational, parseRational, zero } from '@/lib/amount/rational';
import type { Unit } from '@/lib/amount/unit';
import type { CreditCase } from '@/lib/credit/input';
import { decisionPath, institutionAddress } from './addresses';
import type { Signatory } from './decision-record';
import frameworks from './frameworks.json';
import { type StatusPlace, statusEntries } from './status-list';
import unitNames from './unit-names.json';

/** One line of an award that its student accepted. @units awarded: `unit`, exact */
export interface AwardedLine {
  target: string;
  /** As the rule says; null where that is not known. */
  level: string | null;
  awarded: string;
  unit: Unit;
  rule: { code: string; version: number };
}

export interface AwardedFacts {
  lines: readonly AwardedLine[];
  /** @units instant, ISO 8601 in UTC */
  decidedAt: string;
  /** The certificates that the award rests on, with the hash of the badge that was looked at, where one was. @units sha256: hexadecimal */
  certificates: readonly { title: string; slug: string; sha256: string | null }[];
  /** The student's mailbox as a salted hash: who knows it can compare, and nobody reads it. */
  recipient: { identityHash: string; salt: string };
}

/** Where whoever was given the address of a badge sees what it says. */
export function badgePath(slug: string, id: string): string {
  return `/institutions/${slug}/badges/${id}`;
}

/**
 * The award of one student as an Open Badge, before it is signed: how much in which unit and framework, at which level, as what, by which
 * rules, on what evidence. It names the student by a hash of the mailbox alone.
 * @source 1EdTech Open Badges 3.0; RFC 6920 (names of evidence by their hash)
 */
export function awardBadge(
  { origin, did, slug, name }: Signatory,
  { lines, decidedAt, certificates, recipient }: AwardedFacts,
  { id, at, status }: { id: string; at: string; status: StatusPlace },
): Record<string, unknown> {
  const home = institutionAddress(origin, slug);
  const results = lines.map((line, place) => ({ ...line, id: `urn:uuid:${id}#line-${place + 1}` }));
  const title = lines
    .map(({ target, awarded, unit }) => `${target}: ${amountInWords(awarded, unit)}`)
    .join('; ');
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: `urn:uuid:${id}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: title,
    issuer: { id: did, type: ['Profile'], name, url: home },
    validFrom: at,
    awardedDate: decidedAt,
    // An award is taken back or stands, and 1EdTech's schema takes one list.
    credentialStatus: statusEntries(home, slug, status)[0],
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', hashed: true, identityType: 'emailAddress', ...recipient }],
      ...earned(lines),
      result: results.map(({ id: resultDescription, awarded }) => ({
        type: ['Result'],
        resultDescription,
        value: awarded,
      })),
      achievement: {
        id: `${origin}${badgePath(slug, id)}`,
        type: ['Achievement'],
        achievementType: 'ext:CreditAward',
        name: title,
        description: certificates.map(({ title: one }) => one).join('; '),
        criteria: { id: `${origin}${decisionPath(slug, lines[0]?.rule ?? { code: '', version: 0 })}` },
        resultDescription: results.map(({ id: of, target, level, unit }) => ({
          id: of,
          type: ['ResultDescription'],
          name: [target, unitNames[unit][1], level && levelNames[level]].filter(Boolean).join(', '),
          resultType: 'ext:Credit',
        })),
        alignment: lines.map(({ target, level, unit, rule }) => ({
          type: ['Alignment'],
          targetType: 'ext:CreditDecision',
          targetName: target,
          targetUrl: `${origin}${decisionPath(slug, rule)}`,
          targetFramework: frameworks[unit],
          ...(level !== null && { targetCode: level }),
        })),
      },
    },
    evidence: certificates.map(({ title: one, slug: entry, sha256 }) => ({
      type: ['Evidence'],
      // What was looked at by its hash; where only a page was, the certificate alone.
      id: sha256 === null ? `${origin}/catalog/${entry}` : `ni:///sha-256;${base64url(sha256)}`,
      name: one,
    })),
  };
}

/** An amount as the badge says it to people. The words are signed with it, so that no later change of a page changes them. */
export function amountInWords(amount: string, unit: Unit): string {
  return `${amount} ${unitNames[unit][amount === '1' ? 0 : 1]}`;
}

const levelNames: Readonly<Record<string, string>> = {
  LD: 'lower division',
  UD: 'upper division',
  GR: 'graduate',
};

/** The sum as the standard has it: a bare number, where one says it exactly. What counts is said line by line. */
function earned(lines: readonly AwardedLine[]): { creditsEarned?: number } {
  const sum = formatRational(lines.reduce((all, { awarded }) => all.add(parseRational(awarded)), zero));
  return sum.includes('/') || sum.length > 15 ? {} : { creditsEarned: Number(sum) };
}

/** The level that a frozen rule states for what it gives; null where it gives the same at several. */
export function levelIn({ rules }: CreditCase, ruleVersionId: string, target: string): string | null {
  const outcomes = rules.find(({ id }) => id === ruleVersionId)?.outcomes ?? [];
  const lines = outcomes.flatMap((outcome) => outcome.lines).filter((line) => line.target === target);
  const levels = new Set(lines.map(({ level }) => level ?? 'LD'));
  return levels.size === 1 ? ([...levels][0] ?? null) : null;
}

/** @source RFC 4648 §5 */
function base64url(hexadecimal: string): string {
  const bytes = (hexadecimal.match(/../g) ?? []).map((pair) => String.fromCharCode(parseInt(pair, 16)));
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
