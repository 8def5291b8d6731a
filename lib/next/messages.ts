import { headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import accreditation from '@/messages/en/accreditation.json';
import account from '@/messages/en/account.json';
import administration from '@/messages/en/administration.json';
import audit from '@/messages/en/audit.json';
import badge from '@/messages/en/badge.json';
import claim from '@/messages/en/claim.json';
import common from '@/messages/en/common.json';
import credit from '@/messages/en/credit.json';
import done from '@/messages/en/done.json';
import edge from '@/messages/en/edge.json';
import faculty from '@/messages/en/faculty.json';
import fields from '@/messages/en/fields.json';
import figures from '@/messages/en/figures.json';
import imports from '@/messages/en/imports.json';
import listing from '@/messages/en/listing.json';
import mail from '@/messages/en/mail.json';
import metrics from '@/messages/en/metrics.json';
import policy from '@/messages/en/policy.json';
import posting from '@/messages/en/posting.json';
import publicWords from '@/messages/en/public.json';
import record from '@/messages/en/record.json';
import records from '@/messages/en/records.json';
import refusals from '@/messages/en/refusals.json';
import registrar from '@/messages/en/registrar.json';
import requests from '@/messages/en/requests.json';
import ui from '@/messages/en/ui.json';
import { chooseLocale, type Language } from './locale';
import { requestContext } from './request-context';

const english = {
  claim,
  common,
  ui,
  credit,
  policy,
  posting,
  public: publicWords,
  registrar,
  requests,
  faculty,
  fields,
  figures,
  imports,
  listing,
  account,
  accreditation,
  administration,
  audit,
  badge,
  refusals,
  mail,
  metrics,
  record,
  records,
  done,
  edge,
};

/** English is the shape that every other language must have. */
export type Messages = typeof english;
export type Namespace = keyof Messages;

const words: Record<Language, Messages> = { en: english };

export default getRequestConfig(async () => {
  const { language, locale } = chooseLocale((await headers()).get('accept-language'));
  return { locale, messages: words[language], timeZone: await zoneOfReader() };
});

/** Staff see the times of the institution they work for. Where nobody can be asked, pages that say so still need a zone. */
async function zoneOfReader(): Promise<string> {
  const actor = await requestContext().then(
    (ctx) => ctx.actor,
    () => null,
  );
  return (actor?.kind === 'staff' && actor.timeZone) || 'UTC';
}
