import { randomInt } from 'node:crypto';
import { registeredRule } from '@/lib/catalog/registered-decision';
import { closingDay, openingDay } from '@/lib/catalog/standing';
import { isAssessmentLeaf, leavesOf } from '@/lib/credit/premise';
import { listHoldable, type Holdable } from '@/lib/db/catalog-entries';
import type { Database } from '@/lib/db/client';
import { registeredRulesOf } from '@/lib/db/decision-register';
import type { PublicInstitution } from '@/lib/db/public-institutions';
import { type PublicRule } from '@/lib/db/public-rules';
import { keyThatSigns, lockSigningKeys } from '@/lib/db/signing-keys';
import { addSignedRecord, openStatusList, policyIdOf, unsignedRules } from '@/lib/db/signed-records';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { microCredentialIdsIn } from '@/lib/rule/rule-version';
import { type DecidedFacts, decisionRecord } from '@/lib/signed-record/decision-record';
import { listLength, mostOnList, type StatusPlace } from '@/lib/signed-record/status-list';
import { dayIn } from '../day-in';
import { offersNow } from '../kept-entries';
import type { Signer } from '../ports';

/** All that signing knows of the world around it. */
export interface SigningWorld {
  database: Database;
  now: string;
  newId(): string;
  signer: Signer;
}

/** What was signed at once, for the trail; `left` wait still. */
export interface SignedNow {
  keyId: string | null;
  records: { id: string; ruleVersionId: string; list: number; place: number }[];
  left: number;
}

const nothingSigned: SignedNow = { keyId: null, records: [], left: 0 };

/**
 * Signs published rules of an institution that nobody signed yet under the policy in force: what the register says of them today, by the same
 * offers. Whoever comes at the same time waits, and finds them signed.
 * @refuses rule_violation `record/secret-changed` where the secret is not the one from which the key was derived
 */
export async function signWaiting(
  tx: Tx,
  { database, now, newId, signer }: SigningWorld,
  institution: PublicInstitution,
  most: number,
): Promise<SignedNow> {
  const { id: tenantId, slug, name, policy } = institution;
  await lockSigningKeys(tx, tenantId);
  const key = await keyThatSigns(tx);
  const policyVersionId = policy && (await policyIdOf(tx, policy.version));
  if (key === null || policy === null || policyVersionId === null) return nothingSigned;
  await refuseOtherSecret(signer, tenantId, key);
  const { ids, total } = await unsignedRules(tx, policyVersionId, most);
  const asOf = dayIn(now, institution.timeZone);
  const decided = await decidedFacts(database, { institution, ids, now, asOf, policy });
  const placeOf = await freePlaces(tx);
  const records: SignedNow['records'] = [];
  for (const { ruleVersionId, facts } of decided) {
    const id = newId();
    const status = placeOf();
    const unsigned = decisionRecord({ origin: signer.origin, did: key.did, slug, name }, facts, {
      ...{ id, status },
      at: now,
    });
    const signed = await signer.sign(unsigned, { key: { tenantId, keyId: key.id }, did: key.did, at: now });
    const about = { ruleVersionId, policyVersionId };
    const document = JSON.stringify(signed);
    const kept = { tenantId, id, keyId: key.id, status, about, document, signedAt: now };
    if (!(await addSignedRecord(tx, kept))) throw new Error('A place of a list was given out twice.');
    records.push({ id, ruleVersionId, ...status });
  }
  return { keyId: key.id, records, left: Math.max(0, total - records.length) };
}

/** @refuses rule_violation `record/secret-changed` */
export async function refuseOtherSecret(
  signer: Signer,
  tenantId: string,
  key: { id: string; publicKey: string },
): Promise<void> {
  if ((await signer.publicKey({ tenantId, keyId: key.id })) !== key.publicKey)
    refuse('rule_violation', 'record/secret-changed');
}

/** Hands out free places of chance on the list of the institution at work, each once. */
export async function freePlaces(tx: Tx): Promise<() => StatusPlace> {
  const { list, taken } = await openStatusList(tx, mostOnList);
  return () => {
    let place = randomInt(listLength);
    while (taken.has(place)) place = randomInt(listLength);
    taken.add(place);
    return { list, place };
  };
}

interface Asked {
  institution: PublicInstitution;
  ids: readonly string[];
  now: string;
  asOf: CivilDate;
  policy: DecidedFacts['policy'];
}

/** What the register says today of these rule versions, with what it rests on; those that are not public are left out. */
export async function decidedFacts(
  database: Database,
  { institution, ids, now, asOf, policy }: Asked,
): Promise<{ ruleVersionId: string; facts: DecidedFacts }[]> {
  if (ids.length === 0) return [];
  const rules = await registeredRulesOf(database, { tenantId: institution.id, ids, now });
  const named = new Map(rules.map((rule) => [rule.id, microCredentialIdsIn(rule.definition.premise)]));
  const entries = await listHoldable(database, { ids: [...new Set([...named.values()].flat())], day: null });
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const offered = await offersNow(
    database,
    rules.map((rule) => ({ rule, ownId: named.get(rule.id)?.[0] ?? null })),
    { now, institutions: [institution] },
  );
  return offered.map(({ rule, offer }) => {
    const certificates = (named.get(rule.id) ?? []).flatMap((id) => {
      const entry = byId.get(id);
      return entry === undefined
        ? []
        : [{ slug: entry.slug, title: entry.title, versions: versionsOf(rule, entry, asOf) }];
    });
    const row = registeredRule(
      { institution: institution.slug, institutionName: institution.name, certificates },
      { ...rule, deny: rule.definition.deny === true },
      offer,
    );
    const claimable = { from: openingDay(rule.definition), until: closingDay(rule.definition) };
    return {
      ruleVersionId: rule.id,
      facts: { row: { ...row, offer }, certificates, policy, asOf, claimable },
    };
  });
}

/** The versions of a certificate that count: those that the rule asks for, else the one in force on the day; none where that is not known. */
function versionsOf({ definition }: PublicRule, entry: Holdable, asOf: CivilDate): string[] {
  const asked = leavesOf(definition.premise).flatMap((leaf) =>
    isAssessmentLeaf(leaf) || leaf.mc !== entry.id ? [] : (leaf.versions ?? []),
  );
  if (asked.length > 0) return [...new Set(asked)];
  const begun = entry.versions.filter(({ validFrom }) => validFrom === null || validFrom <= asOf);
  const newest = begun.sort((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? 1 : -1))[0];
  return newest === undefined ? [] : [newest.label];
}
