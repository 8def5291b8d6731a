import type { BadgeFacts, BadgeKind, Decides, Recipient } from '@/lib/badge/report';
import { type CivilDate, isCivilDate } from '@/lib/kernel/civil-date';
import { idIn, isObject, type JsonObject, listOf, textIn } from './bounds';

/** What a credential (Open Badges 3.0, Comprehensive Learner Record 2.0) says. */
export function factsOfCredential(credential: JsonObject, kind: BadgeKind): BadgeFacts {
  const [subject = {}] = listOf(credential['credentialSubject']).filter(isObject);
  const [achievement = {}] = listOf(subject['achievement']).filter(isObject);
  const { issuer } = credential;
  const profile = isObject(issuer) ? issuer : {};
  const validFrom = instantIn(credential['validFrom'] ?? credential['issuanceDate']);
  const validUntil = instantIn(credential['validUntil'] ?? credential['expirationDate']);
  if (kind === 'decision') return factsOfDecision(credential);
  return {
    kind,
    id: idIn(credential),
    // A record is called by itself; its achievements are many.
    title:
      kind === 'clr2'
        ? (spoken(credential['name']) ?? spoken(achievement['name']))
        : (spoken(achievement['name']) ?? spoken(credential['name'])),
    achievementIds: [
      idIn(achievement),
      ...listOf(achievement['otherIdentifier']).map((one) =>
        isObject(one) ? textIn(one['identifier']) : null,
      ),
      isObject(achievement['criteria']) ? textIn(achievement['criteria']['id']) : null,
    ].filter((id) => id !== null),
    issuer: { id: idIn(issuer), name: spoken(profile['name']), url: textIn(profile['url']) },
    completedOn: dayIn(credential['awardedDate']) ?? dayIn(subject['activityEndDate']),
    validFrom,
    validUntil,
    recipients: listOf(subject['identifier']).filter(isObject).map(recipientIn),
    ...(achievement['achievementType'] === 'ext:CreditAward' && { decides: awardSaid(subject, achievement) }),
  };
}

/** What a badge of an award says was awarded: each line by the name that it has for people, with its amount. */
function awardSaid(subject: JsonObject, achievement: JsonObject): Decides {
  const names = listOf(achievement['resultDescription']).filter(isObject);
  const nameOf = (id: unknown) => textIn(names.find((one) => one['id'] === id)?.['name']) ?? '';
  return {
    ...decidesNothing,
    word: 'award',
    countsAs: listOf(subject['result'])
      .filter(isObject)
      .map((line) => `${nameOf(line['resultDescription'])}: ${textIn(line['value']) ?? ''}`),
  };
}

const decidesNothing = {
  ...{ amount: null, countsAs: [], conditions: [], reason: null },
  ...{ claimableFrom: null, claimableUntil: null },
} as const;

function decisionSaid(subject: JsonObject): Decides | undefined {
  const word = (['yes', 'partly', 'no'] as const).find((one) => one === subject['decision']);
  if (word === undefined) return undefined;
  const { credit } = subject;
  const texts = (name: string) => listOf(subject[name]).flatMap((one) => textIn(one) ?? []);
  return {
    word,
    amount: isObject(credit)
      ? {
          amount: textIn(credit['amount']) ?? '',
          unit: textIn(credit['unit']) ?? '',
          isMost: credit['qualifier'] !== 'exact',
        }
      : null,
    countsAs: [
      ...listOf(subject['countsAs'])
        .filter(isObject)
        .map((line) => textIn(line['target']) ?? ''),
      ...texts('insteadOf'),
    ],
    conditions: texts('condition'),
    reason: textIn(subject['reason']),
    claimableFrom: dayIn(subject['claimableFrom']),
    claimableUntil: dayIn(subject['claimableUntil']),
  };
}

/** What a decision about credit says, which is about certificates and nobody's: nothing of it is an achievement that somebody holds. */
function factsOfDecision(credential: JsonObject): BadgeFacts {
  const { issuer } = credential;
  const profile = isObject(issuer) ? issuer : {};
  const [subject = {}] = listOf(credential['credentialSubject']).filter(isObject);
  const decides = decisionSaid(subject);
  return {
    kind: 'decision',
    id: idIn(credential),
    title: spoken(credential['name']),
    achievementIds: [],
    issuer: { id: idIn(issuer), name: spoken(profile['name']), url: textIn(profile['webPage']) },
    completedOn: null,
    validFrom: instantIn(credential['validFrom']),
    validUntil: null,
    recipients: [],
    ...(decides !== undefined && { decides }),
  };
}

/** A text, or that of its first language. */
export function spoken(value: unknown): string | null {
  const [first] = listOf(value);
  if (isObject(first)) return textIn(first['@value']) ?? textIn(Object.values(first)[0]);
  return textIn(first)?.slice(0, 500) ?? null;
}

function recipientIn(identity: JsonObject): Recipient {
  const kind = identity['identityType'];
  return {
    kind: kind === 'emailAddress' ? 'email' : kind === 'name' ? 'name' : 'other',
    identity: textIn(identity['identityHash']) ?? '',
    hashed: identity['hashed'] === true,
    salt: textIn(identity['salt']) ?? '',
  };
}

/** An instant in the one spelling that can be compared as text; without a zone it is read as universal time. @units ISO 8601 in UTC */
export function instantIn(value: unknown): string | null {
  const text = textIn(value) ?? '';
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}.{0,20})?$/.test(text)) return null;
  const time = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/i.test(text) || text.length === 10 ? text : `${text}Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** The day that an instant was written as, where it was written: nobody's time zone moves it. */
export function dayIn(value: unknown): CivilDate | null {
  const day = textIn(value)?.slice(0, 10) ?? '';
  return isCivilDate(day) ? day : null;
}
