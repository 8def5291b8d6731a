import type { Unit } from '@/lib/amount/unit';
import type { RegisteredDecision } from '@/lib/catalog/registered-decision';
import type { Offer } from '@/lib/catalog/offered';
import { engineVersion } from '@/lib/credit/evaluation';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { contextPath, decisionPath, institutionAddress } from './addresses';
import frameworks from './frameworks.json';
import { type StatusPlace, statusEntries } from './status-list';

/** Who signs, and where their pages are. */
export interface Signatory {
  origin: string;
  did: string;
  slug: string;
  name: string;
}

/** What is signed about one version of a rule: the row of the register, and what it rests on. */
export interface DecidedFacts {
  row: RegisteredDecision & { offer: Offer };
  /** The certificates that it names, each with the versions that count: those that it asks for, else the one in force on the day. */
  certificates: readonly { slug: string; title: string; versions: readonly string[] }[];
  policy: { version: number; effectiveFrom: CivilDate };
  asOf: CivilDate;
  /** First and last day on which somebody can come to it, by all of its windows; null is open. A credential's own end would say that the record ends. */
  claimable: { from: CivilDate | null; until: CivilDate | null };
}

/**
 * A decision for everybody as a record, before it is signed: what counts for what, how much in which unit and framework, by which versions of
 * rule and policy, as told on `asOf`. It says what the register says, by the same offer, and nothing about any person.
 * @units credit: `unit`, exact   @source W3C Verifiable Credentials 2.0 §4; docs/decisions/0066-an-institution-signs.md
 */
export function decisionRecord(
  { origin, did, slug, name }: Signatory,
  { row, certificates, policy, asOf, claimable }: DecidedFacts,
  { id, at, status }: { id: string; at: string; status: StatusPlace },
): Record<string, unknown> {
  const { offer } = row;
  const home = institutionAddress(origin, slug);
  const address = origin + decisionPath(slug, { code: row.rule, version: Number(row.version) });
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', origin + contextPath],
    id: `urn:uuid:${id}`,
    type: ['VerifiableCredential', 'CreditDecisionRecord'],
    name: `${row.rule}, version ${row.version}, ${name}`,
    issuer: { id: did, type: 'Institution', name, webPage: home },
    validFrom: at,
    credentialStatus: statusEntries(home, slug, status),
    credentialSubject: {
      id: address,
      type: 'CreditDecision',
      decision: row.decision,
      decidedOn: row.decidedOn,
      asOf,
      ...(claimable.from !== null && { claimableFrom: claimable.from }),
      ...(claimable.until !== null && { claimableUntil: claimable.until }),
      rule: row.rule,
      ruleVersion: row.version,
      policyVersion: String(policy.version),
      policySince: policy.effectiveFrom,
      engineVersion,
      certificate: certificates.map(({ slug: entry, title, versions }) => ({
        id: `${origin}/catalog/${entry}`,
        type: 'CreditCertificate',
        name: title,
        ...(versions.length > 0 && { certificateVersion: [...versions].sort() }),
      })),
      ...(row.credit !== '' && {
        credit: { ...amountOf(row.credit, offer.unit), qualifier: qualifierOf(offer) },
      }),
      ...(offer.total !== null &&
        offer.total !== offer.amount && { creditTotal: amountOf(offer.total, offer.unit) }),
      ...(offer.lines.length > 0 && {
        countsAs: offer.lines.map(({ line, amount }, at) => ({
          type: 'CreditLine',
          line: String(at + 1),
          kind: line.kind,
          target: line.target,
          ...(line.level !== undefined && { level: line.level }),
          ...(amount !== null && { credit: amountOf(amount, offer.unit) }),
        })),
      }),
      ...(row.countsAs.length > offer.lines.length && { insteadOf: row.countsAs.slice(offer.lines.length) }),
      ...(row.conditions.length > 0 && { condition: [...new Set(row.conditions)].sort() }),
      ...(offer.programs !== null && { program: [...new Set(offer.programs)].sort() }),
      ...(row.reason !== '' && { reason: row.reason }),
    },
  };
}

/** How the amount is meant: exactly so much, up to so much, or as the certificate says and up to so much. */
function qualifierOf({ isAsStated, isMaximum }: Offer): string {
  return isAsStated ? 'as-stated-up-to' : isMaximum ? 'up-to' : 'exact';
}

/** An amount with its unit and the framework in which that counts, which is part of what is signed and no word of a page. @source docs/domain.md §2.1 */
export function amountOf(amount: string, unit: Unit): Record<string, string> {
  return { type: 'CreditAmount', amount, unit, framework: frameworks[unit] };
}
