import { RuleTitle } from '@/components/rule/rule-title';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import * as z from 'zod';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Amount } from '@/components/credit/amount';
import { NoteWords } from '@/components/import/note-words';
import { PageHeader } from '@/components/layout/page-header';
import { FindingSentences } from '@/components/rule/finding-sentences';
import { ActionForm } from '@/components/ui/action-form';
import { Day } from '@/components/ui/day';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { TextLink } from '@/components/ui/text-link';
import { encodeNotes } from '@/lib/import/note';
import {
  changesHref,
  type ListedChange,
  listChanges,
  noticesPerPage,
} from '@/lib/usecases/rule/follow-change';
import { followChangeAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registrar.changes'))('title') };
}

/** What changed under mappings and waits for a word that they follow, or for a new version. */
export default async function ChangesPage({ searchParams }: PageProps<'/registrar/changes'>) {
  const asked = await searchParams;
  const page = Math.min(10_000, Math.max(1, Number(asked['page']) || 1));
  const { data: mapping = null } = z.uuid().safeParse(asked['mapping']);
  const hrefOf = (to: number) =>
    mapping === null ? `/registrar/changes?page=${to}` : `${changesHref(mapping)}&page=${to}`;
  const [{ value, denied }, t] = await Promise.all([
    staffRead(mapping === null ? '/registrar/changes' : changesHref(mapping), (ctx) =>
      listChanges(ctx, Math.floor(page), mapping),
    ),
    getTranslations('registrar.changes'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { homeUnit } = value.institution;
  const amount = (of: string | null) => (of === null ? t('unknown') : <Amount value={of} unit={homeUnit} />);
  return (
    <div className="page">
      <PageHeader title={t('title')} lede={t('lede')} />
      {mapping !== null && (
        <p className="mb-4">
          <TextLink href="/registrar/changes">{t('all')}</TextLink>
        </p>
      )}
      {value.rows.length === 0 ? (
        <EmptyState title={t(mapping === null ? 'none' : 'noneOfMapping')}>
          {mapping === null ? t('noneWhy') : undefined}
        </EmptyState>
      ) : (
        <ul className="stack border-y border-line">
          {value.rows.map((row) => (
            <li key={row.id} className="grid gap-2 py-3">
              <p>
                <TextLink href={`/registrar/rules/${row.ruleVersionId}`} className="font-medium">
                  <RuleTitle title={row.ruleTitle} />
                </TextLink>{' '}
                <span className="text-sm text-soft">
                  {row.ruleCode} · {t('version', { version: row.version })}
                </span>
              </p>
              <p>
                {t.rich(row.changedBy === null ? 'changesInCatalog' : 'changes', {
                  code: row.code,
                  name: row.changedBy ?? '',
                  date: () => <Day date={row.firstDay} />,
                })}{' '}
                <NoteWords reason={encodeNotes(row.changed)} />
              </p>
              <p>
                {row.earnedBefore !== null && row.earnedBefore === row.earnedAfter ? (
                  <>
                    {t('same')} {amount(row.earnedAfter)}
                  </>
                ) : (
                  <>
                    {t('before')} {amount(row.earnedBefore)} · {t('after')} {amount(row.earnedAfter)}
                  </>
                )}
              </p>
              {row.exceeds.length > 0 && (
                <div className="text-sm text-suspended">
                  <FindingSentences findings={row.exceeds} />
                  <p>{t('exceeds')}</p>
                </div>
              )}
              {row.asksFor !== 'follow' && <p className="text-sm text-soft">{t(`asks.${row.asksFor}`)}</p>}
              {row.mayFollow && (
                <ActionForm action={followChangeAction} submit={t(labelOf(row))} submitTone="secondary">
                  <input type="hidden" name="noticeId" value={row.id} />
                </ActionForm>
              )}
            </li>
          ))}
        </ul>
      )}
      <Pagination page={page} pages={Math.ceil(value.total / noticesPerPage)} hrefOf={hrefOf} />
    </div>
  );
}

/** What somebody says with the button: a mapping that states its own amount does not follow. */
function labelOf({ exceeds, asksFor }: Pick<ListedChange, 'exceeds' | 'asksFor'>) {
  if (exceeds.length > 0) return 'keeps';
  return asksFor === 'confirm' ? 'confirms' : 'follows';
}
