import { getTranslations } from 'next-intl/server';
import { EffectOfRule } from '@/components/rule/effect-brief';
import { RuleActs, type ActName } from '@/components/rule/rule-acts';
import { firstDayAhead } from '@/lib/rule/version-standing';
import type { Effect } from '@/lib/catalog/effect';
import type { EditableRuleView } from '@/lib/usecases/rule/view-rule';
import * as actions from '../../actions';
import { reaffirmRulesAction } from '../../many/actions';

const actionOf = {
  submit: actions.submitRuleAction,
  route: actions.routeRuleAction,
  publish: actions.publishRuleAction,
  resume: actions.resumeRuleAction,
  suspend: actions.suspendRuleAction,
  revoke: actions.revokeRuleAction,
  withdraw: actions.withdrawRuleAction,
  pullBack: actions.pullBackRuleAction,
  reaffirm: reaffirmRulesAction,
  startNewVersion: actions.startNewVersionAction,
};

/** The acts on a version that its state allows, with why this reader may not; `effect` is what bringing it into force would change, where that is one of them. */
export async function WhatCanBeDone({
  view,
  effect,
}: {
  view: EditableRuleView;
  effect: Effect | null | undefined;
}) {
  const [t, refusals] = await Promise.all([
    getTranslations('registrar.rule'),
    getTranslations('refusals.reason'),
  ]);
  const { version, acts, caseId } = view;
  const may = (act: string) => acts.some((offer) => offer.act === act && offer.reason === null);
  // What is being written is handed in where it is written.
  const offered = acts.flatMap(({ act, reason }) =>
    act === 'revise' || act === 'attachEvidence' || (act === 'submit' && may('revise') && may('submit'))
      ? []
      : [
          {
            act: act satisfies ActName,
            denied:
              reason === null
                ? null
                : refusals(reason.replaceAll('/', '-') as Parameters<typeof refusals>[0]),
          },
        ],
  );
  return (
    <section className="grid content-start gap-4">
      <h2 className="border-b border-edge pb-2 text-lg font-semibold">{t('acts')}</h2>
      <RuleActs
        version={version}
        departments={view.departments.filter(({ isArchived }) => !isArchived)}
        routing={view.routing}
        conditional={
          version.status === 'conditionally_approved'
            ? { href: caseId && `/faculty/cases/${caseId}`, conditions: view.conditions }
            : null
        }
        offered={offered}
        actions={actionOf}
        ahead={firstDayAhead(version, view.today)}
        leavesWithoutADay={view.leavesWithoutADay}
        changes={
          effect !== undefined && (
            <>
              {effect !== null && <input type="hidden" name="mark" value={effect.mark} />}
              <EffectOfRule effect={effect} id={version.id} isPart />
            </>
          )
        }
      />
    </section>
  );
}
