import { naturalKeyOf } from '@/lib/micro-credential/natural-key';
import { isSilent, type Standing } from './standing';

/** What can be asked of an institution: that it lists a certificate, or that it decides about one. */
export const requestKinds = ['decide', 'list'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** How staff close a request themselves, by its kind; each is told to whoever left an address. */
export const closings = {
  list: ['listed_already', 'not_a_certificate'],
  decide: ['nothing_to_decide'],
} as const satisfies Record<RequestKind, readonly string[]>;
export type Closing = (typeof closings)[RequestKind][number];

/** What came of a request: a decision, a listing, or a reason of staff. The same words as certificate_request_answer_fits. */
export type RequestAnswer = 'given' | 'refused' | 'considered' | 'listed' | Closing;

/** What makes two requests at one institution the same: the entry, or title and provider in one spelling. */
export function subjectKeyOf(
  asked: { kind: 'decide'; microCredentialId: string } | { kind: 'list'; title: string; provider: string },
): string {
  return asked.kind === 'decide'
    ? `decide|${asked.microCredentialId}`
    : `list|${naturalKeyOf({ ...asked, kind: 'certificate' })}`;
}

const answers: Partial<Record<Standing, RequestAnswer>> = {
  published: 'given',
  coming: 'given',
  refused: 'refused',
  refusedLater: 'refused',
  considered: 'considered',
};

/** How an institution's standing answers a request to decide; null where it answers nothing: what is suspended or over says nothing of today. */
export function answerOf(standing: Standing): RequestAnswer | null {
  return answers[standing] ?? null;
}

/** Whether an institution that stands so can be asked to decide: it has said nothing, or nothing of what it said holds any more. */
export function canBeAsked(standing: Standing): boolean {
  return isSilent(standing) || standing === 'ended' || standing === 'revoked';
}

/** By what requests are put in order; each has the direction in which it tells most. */
export const demandOrders = ['askers', 'last', 'first', 'title'] as const;
export type DemandOrder = (typeof demandOrders)[number];

/** Which part of the requests is looked at. @units pages from 1 */
export interface DemandQuery {
  show: RequestKind;
  sort: DemandOrder;
  page: number;
}

/** What an address asks for; what it says otherwise counts as not said. */
export function parseDemandQuery(
  given: Readonly<Record<string, string | string[] | undefined>>,
): DemandQuery {
  const { show, sort, page } = given;
  return {
    show: requestKinds.find((one) => one === show) ?? 'decide',
    sort: demandOrders.find((one) => one === sort) ?? 'askers',
    page: Math.trunc(Math.min(Math.max(Number(page) || 1, 1), 100_000)),
  };
}

/** The address of that part. */
export function demandHref({ show, sort, page }: DemandQuery): string {
  const parameters = new URLSearchParams({
    ...(show !== 'decide' && { show }),
    ...(sort !== 'askers' && { sort }),
    ...(page > 1 && { page: String(page) }),
  }).toString();
  return `/registrar/demand${parameters === '' ? '' : `?${parameters}`}`;
}

/** The page on which something is asked for; what is known already is filled in. `asked` is the institution that was asked just now. */
export function askHref(
  known: Partial<
    Record<'certificate' | 'institution' | 'title' | 'provider' | 'url' | 'asked' | 'mail', string>
  >,
): string {
  const said = Object.entries(known).filter(([, value]) => value !== '');
  return said.length === 0 ? '/ask' : `/ask?${new URLSearchParams(said).toString()}`;
}
