import { openingDay, type PublicStatus, type Standing, standingOfRule } from '@/lib/catalog/standing';
import { CivilDateText, type CivilDate } from '@/lib/kernel/civil-date';
import type { RuleNames } from '@/lib/rule/rule-names';
import { curriculumCodesIn, definitionInForce, RuleDefinition } from '@/lib/rule/rule-version';
import { closedBefore, stood, stoodOn } from './as-of';
import type { Database } from './client';
import { publicRead } from './public-read';
import { findCreditsAndNames } from './public-rules';

/** What another institution has published about the same certificate, with the days of claim that hold now. */
export interface PeerRule {
  id: string;
  institutionId: string;
  institutionName: string;
  homeUnit: string;
  title: string;
  definition: RuleDefinition;
  /** By its own calendar. */
  publishedOn: CivilDate | null;
  publicNote: string;
  /** How it stands on the day. */
  standing: Standing;
  /** What its courses and programs are called and earn there today. */
  names: Pick<RuleNames, 'courses' | 'programs'> & Required<Pick<RuleNames, 'courseCredits'>>;
}

const peersNaming = `
  SELECT DISTINCT ON (i.name, v.id) v.id, i.id AS "institutionId", i.name AS "institutionName", i.home_unit AS "homeUnit", e.title, v.definition,
         v.claim_from::text AS "claimFrom", (${stood.claimTo})::text AS "claimTo",
         to_char(v.published_at AT TIME ZONE i.time_zone, 'YYYY-MM-DD') AS "publishedOn", v.public_note AS "publicNote", ${stood.status} AS status
    FROM rule_source s
    JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id
    JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
    JOIN institution i ON i.id = v.tenant_id ${stoodOn('$3::date')}
   WHERE s.micro_credential_id = ANY($1::uuid[]) AND s.tenant_id <> $2::uuid
     AND ${stood.status} = ANY($4::text[]) AND NOT ${closedBefore('$3::date')}
   ORDER BY i.name, v.id LIMIT 20`;

/** Rules of other institutions about these micro-credentials that stand so and are not over: public data, read as the public reads it. */
export async function listPeerRules(
  database: Database,
  microCredentialIds: readonly string[],
  tenantId: string,
  day: CivilDate,
  statuses: readonly Exclude<PublicStatus, 'revoked'>[] = ['published'],
): Promise<PeerRule[]> {
  type Row = Omit<PeerRule, 'definition' | 'names' | 'standing'> & {
    status: PublicStatus;
    definition: unknown;
    claimFrom: CivilDate | null;
    claimTo: CivilDate | null;
  };
  const rows = await publicRead<Row>(database, peersNaming, [
    microCredentialIds,
    tenantId,
    day,
    [...statuses],
  ]);
  if (rows.length === 0) return [];
  const peers = rows.map(({ claimFrom, claimTo, status, ...row }) => {
    const definition = definitionInForce({
      definition: RuleDefinition.parse(row.definition),
      claimFrom,
      claimTo,
    });
    const open = { opensOn: openingDay(definition), closesOn: null, isOffered: true };
    return {
      ...row,
      definition,
      standing: standingOfRule({ status, deny: definition.deny === true, ...open }, day),
      publishedOn: row.publishedOn && CivilDateText.parse(row.publishedOn),
    };
  });
  const pairs = (codesOf: (definition: RuleDefinition) => readonly string[]) =>
    peers.flatMap(({ institutionId, definition }) =>
      codesOf(definition).map((code) => [institutionId, code] as const),
    );
  const { courses, credits, programs } = await findCreditsAndNames(database, day, {
    microCredentialIds: [],
    courses: pairs(curriculumCodesIn),
    programs: pairs((definition) => definition.programs ?? []),
  });
  return peers.map((peer) => ({
    ...peer,
    names: {
      courses: courses[peer.institutionId] ?? {},
      courseCredits: credits[peer.institutionId] ?? {},
      programs: programs[peer.institutionId] ?? {},
    },
  }));
}
