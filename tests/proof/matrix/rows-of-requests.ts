import { action, bothOf, page, type Row, seenAs, toEverybody } from './row';
import type { RequestThing } from './tenant-shape';

const requests = bothOf((tenant) => tenant.requests);
const open = bothOf((tenant) => tenant.requests.filter(({ isOpen }) => isOpen));
const file = 'app/(registrar)/registrar/demand/actions.ts';
const publicFile = 'app/(public)/ask/actions.ts';
const everybody = { expect: toEverybody };
/** Who asked is shown to nobody at all. */
const nobodys = ({ mailbox }: RequestThing) => [{ text: mailbox, visible: false }];
const institutions = bothOf(({ id, slug, microCredential }) => [
  { tenantId: id, id, label: slug, slug, entry: microCredential.slug },
]);

export const rowsOfRequests: Row[] = [
  page('/ask', { ...everybody, things: institutions, at: ({ entry }) => `/ask?certificate=${entry}` }),
  page('/ask/mail', {
    ...everybody,
    things: institutions,
    at: ({ slug }) => `/ask/mail?at=${slug}&token=${'x'.repeat(43)}`,
  }),
  page('/prove', { ...everybody, at: () => '/prove' }),
  // Nothing is handed in: refused at the field, and no badge is read.
  action('app/(public)/prove/actions.ts#checkBadgeAction', {
    ...everybody,
    fields: () => ({ text: '', recipient: '', claimDay: '' }),
  }),
  // An institution that is not there: refused at the field, and nothing is written.
  action(`${publicFile}#askToListAction`, {
    ...everybody,
    fields: () => ({ title: 'Asked for', provider: 'Somebody', url: '', institution: 'nowhere', email: '' }),
  }),
  action(`${publicFile}#askToDecideAction`, {
    ...everybody,
    things: institutions,
    fields: ({ entry }) => ({ certificate: entry, institution: 'nowhere', email: '' }),
  }),
  ...(['confirmRequestAction', 'leaveRequestAction'] as const).map((name) =>
    action(`${publicFile}#${name}`, {
      ...everybody,
      things: institutions,
      passed: ['request/link-over'],
      fields: ({ slug }) => ({ at: slug, token: 'x'.repeat(43) }),
    }),
  ),
  page('/registrar/demand', {
    needs: () => [['request.list']],
    at: () => '/registrar/demand?show=list',
    shows: (_, { tenant }) => [tenant?.requests[1]?.title ?? ''],
    secrets: (_, { tenant }) => (tenant?.requests ?? []).flatMap(nobodys),
  }),
  page<RequestThing>('/registrar/demand/[requestId]', {
    things: open,
    needs: () => [['request.close']],
    at: ({ id }) => `/registrar/demand/${id}`,
    shows: ({ title }) => [title],
    secrets: nobodys,
  }),
  action<RequestThing>(`${file}#closeRequestAction`, {
    things: requests,
    needs: () => [['request.close']],
    fields: (request, { isAllowed }) => ({
      requestId: request.id,
      expectedVersion: seenAs(request, isAllowed),
      answer: 'not_a_certificate',
      entry: '',
    }),
  }),
];
