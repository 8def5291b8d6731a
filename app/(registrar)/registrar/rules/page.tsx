import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { ActAtOnce } from '@/components/rule/act-at-once';
import { ColumnChoice } from '@/components/rule/column-choice';
import { ListKeys } from '@/components/rule/list-keys';
import { RuleFilters } from '@/components/rule/rule-filters';
import { RuleTable } from '@/components/rule/rule-table';
import { SavedViews } from '@/components/rule/saved-views';
import { ActionForm } from '@/components/ui/action-form';
import { EmptyState } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import { LinkButton } from '@/components/ui/link-button';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { can } from '@/lib/access/can';
import { requestContext } from '@/lib/next/request-context';
import {
  parseRuleQuery,
  ruleListEffectHref,
  ruleListHref,
  standingGroups,
  type StandingGroup,
  standingsAsked,
  viewAddress,
} from '@/lib/rule/list-query';
import { type VersionStanding, versionStandings } from '@/lib/rule/version-standing';
import { listRules, rulesPerPage } from '@/lib/usecases/rule/list-rules';
import { publishRulesAction, resumeRulesAction, suspendRulesAction } from './actions';
import { BelowTheList } from './_components/below-the-list';
import { pullBackRulesAction, withdrawRulesAction } from './many/actions';
import { deleteViewAction, saveViewAction } from './views/actions';

const actionsAtOnce = {
  publish: publishRulesAction,
  suspend: suspendRulesAction,
  resume: resumeRulesAction,
  pullBack: pullBackRulesAction,
  withdraw: withdrawRulesAction,
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registrar.list'))('title') };
}

export default async function RulesPage({ searchParams }: PageProps<'/registrar/rules'>) {
  const query = parseRuleQuery(await searchParams);
  const [{ value, denied }, { actor }, t] = await Promise.all([
    staffRead(ruleListHref(query), (ctx) => listRules(ctx, query)),
    requestContext(),
    getTranslations('registrar.list'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const count = (standings: readonly VersionStanding[]) =>
    standings.reduce((sum, standing) => sum + (value.counts[standing] ?? 0), 0);
  const groups: (StandingGroup | null)[] = [null, ...(Object.keys(standingGroups) as StandingGroup[])];
  const all = count(versionStandings);
  const { atOnce } = value;
  const mayDraft = actor.kind === 'staff' && can(actor, 'rule.draft', { tenantId: actor.tenantId }).allowed;
  const map = mayDraft && (
    <LinkButton href="/registrar/rules/new" tone="primary">
      {t('map')}
    </LinkButton>
  );
  const table = (
    <RuleTable
      rows={value.rows}
      names={value.names}
      query={query}
      today={value.today}
      choosable={atOnce?.among ?? new Set()}
    />
  );
  const isPlain = ruleListHref({ ...query, page: 1 }) === '/registrar/rules';
  return (
    <div className="page grid grid-cols-1 gap-6">
      <PageHeader
        title={t('title')}
        lede={t('lede')}
        actions={
          <>
            <LinkButton href="/registrar">{t('work')}</LinkButton>
            {map}
          </>
        }
      />
      {actor.kind === 'staff' && (
        <SavedViews
          views={value.views}
          address={viewAddress(ruleListHref(query).split('?')[1] ?? '')}
          personId={actor.personId}
          isRegistrar={can(actor, 'ruleView.delete', { tenantId: actor.tenantId }).allowed}
          save={saveViewAction}
          remove={deleteViewAction}
        />
      )}
      <RuleFilters query={query} departments={value.departments} providers={value.providers} />
      <Tabs
        label={t('groups')}
        items={groups.map((group) => ({
          href: ruleListHref(query, { state: group }),
          label: t(`group.${group ?? 'all'}`),
          count: group ? count(standingGroups[group]) : all,
          current:
            group === null
              ? query.state === null
              : query.state === group ||
                standingsAsked({ state: group }).some((standing) => standing === query.state),
        }))}
      />
      {value.rows.length === 0 ? (
        <div id="found" tabIndex={-1}>
          <EmptyState title={t(isPlain ? 'emptyTitle' : 'nothingTitle')} action={isPlain ? map : undefined}>
            {t(isPlain ? 'emptyBody' : 'nothingBody')}
          </EmptyState>
        </div>
      ) : (
        <ListKeys>
          <p className="mb-2 flex flex-wrap justify-between gap-x-6 text-sm text-soft">
            <span id="found" tabIndex={-1} aria-live="polite">
              {t('found', { count: value.total })}
            </span>
            <span className="hidden lg:inline">{t(atOnce ? 'keysWithTicks' : 'keys')}</span>
          </p>
          {atOnce ? (
            <ActionForm action={actionsAtOnce[atOnce.act]}>
              {table}
              <ActAtOnce act={atOnce.act} />
              {(atOnce.act === 'publish' || atOnce.act === 'resume') && (
                <TextLink href={ruleListEffectHref(query)}>{t('atOnce.effect')}</TextLink>
              )}
            </ActionForm>
          ) : (
            table
          )}
        </ListKeys>
      )}
      <ColumnChoice query={query} />
      <Pagination
        page={query.page}
        pages={Math.ceil(value.total / rulesPerPage)}
        hrefOf={(page) => ruleListHref(query, { page })}
      />
      {value.total > 0 && <BelowTheList query={query} total={value.total} actor={actor} />}
    </div>
  );
}
