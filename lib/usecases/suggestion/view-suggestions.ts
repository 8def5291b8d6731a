import { getInstitution } from '@/lib/db/institutions';
import { listPeerRules, type PeerRule } from '@/lib/db/peer-rules';
import * as rules from '@/lib/db/rules';
import { type ListedCertificate, listCertificateTexts, listDecidedBefore } from '@/lib/db/suggestions';
import { underCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { levelOf } from '@/lib/rule/first-definition';
import { mostSuggested, targetsOf, writeSuggested, type SuggestedTarget } from '@/lib/rule/suggested-target';
import { takenTogether } from '@/lib/rule/taken-together';
import { externalOf, senderOf } from '@/lib/suggest/certificate';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { dayIn } from '@/lib/usecases/day-in';
import type { Grantable, Proposed } from '../ports';
import { ruleResource } from '../rule/rule-resource';

/** A decision of the institution itself that a suggestion rests on. */
export interface SuggestingPrecedent {
  id: string;
  title: string;
  version: number;
  publisher: string | null;
  decidedOn: CivilDate | null;
  /** @units 0 to 1 */
  like: number;
  /** The same certificate of the same provider. */
  isSame: boolean;
}

/** A decision about this very certificate that another institution has published. */
export interface SuggestingPeer {
  id: string;
  institutionName: string;
  /** What it is there; null for "no credit". */
  as: string | null;
  publishedOn: CivilDate | null;
}

/** Something that could be decided, and why. */
export interface Suggested {
  /** As a form and an address carry it. */
  text: string;
  suggested: SuggestedTarget;
  /** What the course list calls it; null for what does not stand there. */
  title: string | null;
  credits: string | null;
  /** How probable it is, by what was decided here; null where that is too little to say. @units 0 to 1 */
  confidence: number | null;
  precedents: SuggestingPrecedent[];
  peers: SuggestingPeer[];
  /** Words that both titles have, as they are compared. */
  words: readonly string[];
  /** Whether the recommended level is the one of the course; null where one of them is not known. */
  levelFits: boolean | null;
  /** What is recommended above what the course carries; null where one of them is not known. @units credits of the home unit */
  creditsAbove: number | null;
}

/** Nothing is asked for `off`; of `preparing` there is more in a moment. */
export type Suggestions = { state: 'off' | 'preparing' } | { state: 'ready'; suggested: Suggested[] };

/**
 * What could be decided about the certificates that a draft names, likeliest first: it changes nothing. Rests on what the institution
 * itself has decided, and on what others have published about these certificates where its settings say so. @refuses not_found · forbidden
 */
export async function viewSuggestions(ctx: Context, ruleVersionId: string): Promise<Suggestions> {
  return query(ctx, async (tx, actor, ctx): Promise<Suggestions> => {
    const version = (await rules.find(tx, ruleVersionId)) ?? refuse('not_found', 'rule/not-found');
    authorize(ctx, 'rule.revise', ruleResource(version));
    const institution = await getInstitution(tx, actor.tenantId);
    const { suggester } = ctx;
    if (institution.suggestFrom === 'nothing' || suggester === undefined) return { state: 'off' };
    // Where one of several is enough, the first is asked about: the others are to earn the same.
    const [ids = []] = takenTogether(version.definition.premise);
    const today = todayIn(ctx, institution.timeZone);
    const [certificates, published] = await Promise.all([
      listCertificateTexts(tx, ids, institution.homeUnit),
      institution.suggestFrom === 'published'
        ? listPeerRules(ctx.database, ids, actor.tenantId, today)
        : Promise.resolve([]),
    ]);
    if (certificates.length === 0) return { state: 'ready', suggested: [] };
    const peers = published.flatMap(grantsOf);
    const proposed = await suggester.propose(actor.tenantId, {
      question: { family: senderOf(certificates), external: certificates.map(externalOf) },
      titles: peers.map(({ title }) => title ?? ''),
    });
    if (proposed === null) return { state: 'preparing' };
    const found = withPeers(proposed, peers);
    const decided = await listDecidedBefore(
      tx,
      found.flatMap(({ precedents }) => precedents.map(({ id }) => id)),
    );
    const dayOf = (at: string | null) => (at === null ? null : dayIn(at, institution.timeZone));
    const told = new Map(
      decided.map(({ decidedAt, ...one }) => [one.id, { ...one, decidedOn: dayOf(decidedAt) }]),
    );
    return {
      state: 'ready',
      suggested: found.map(({ grants, precedents, ...one }) => ({
        ...one,
        text: writeSuggested(grants),
        suggested: grants && { kind: grants.kind, target: grants.target },
        title: grants?.title ?? null,
        credits: grants?.credits ?? null,
        levelFits: levelFits(certificates, grants),
        precedents: precedents.flatMap(({ id, like, sameSender }) => {
          const precedent = told.get(id);
          return precedent === undefined ? [] : [{ ...precedent, like, isSame: sameSender }];
        }),
      })),
    };
  });
}

/** What one line of another institution's rule says. */
interface PeerGrant {
  peer: PeerRule;
  /** What its course is called; null for what is no course of a known name, and for "no credit". */
  title: string | null;
  isDenial: boolean;
}

function grantsOf(peer: PeerRule): PeerGrant[] {
  return targetsOf(peer.definition).map((target) => ({
    peer,
    title: target === null ? null : (underCode(peer.names.courses, target.target) ?? null),
    isDenial: target === null,
  }));
}

type Found = Pick<Suggested, 'confidence' | 'words' | 'peers' | 'creditsAbove'> & {
  /** Null for "no credit". */
  grants: Grantable | null;
  precedents: { id: string; like: number; sameSender: boolean }[];
};

/** Proposals with what others have published about the same certificate; what only that speaks for stands behind what was decided here. */
function withPeers({ proposals, sameTitles }: Proposed, peers: readonly PeerGrant[]): Found[] {
  const found = new Map<string, Found>();
  for (const { grants, confidence, reasons } of proposals)
    found.set(writeSuggested(grants), {
      grants,
      confidence,
      words: reasons.words,
      creditsAbove: reasons.credits,
      peers: [],
      precedents: [...new Map(reasons.precedents.map((one) => [one.id, one])).values()],
    });
  for (const [at, { peer, title, isDenial }] of peers.entries()) {
    const grants = isDenial ? null : sameTitles[at];
    if (grants === undefined || (grants === null && !isDenial)) continue;
    const text = writeSuggested(grants);
    const one = found.get(text) ?? {
      grants,
      confidence: null,
      words: [],
      creditsAbove: null,
      peers: [],
      precedents: [],
    };
    if (one.peers.every(({ id }) => id !== peer.id))
      one.peers.push({
        id: peer.id,
        institutionName: peer.institutionName,
        as: title,
        publishedOn: peer.publishedOn,
      });
    found.set(text, one);
  }
  const rank = ({ precedents, peers: theirs, confidence }: Found) =>
    precedents.length > 0 || confidence !== null ? 0 : theirs.length > 0 ? 1 : 2;
  return [...found.values()].sort((one, other) => rank(one) - rank(other)).slice(0, mostSuggested);
}

function levelFits(certificates: readonly ListedCertificate[], grants: Grantable | null) {
  const recommended = levelOf(certificates.flatMap(({ levels }) => levels));
  return recommended === null || !grants?.level ? null : grants.level === recommended;
}
