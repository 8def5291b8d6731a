import { getTranslations } from 'next-intl/server';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import type { RuleView } from '@/lib/usecases/rule/view-rule';
import { isOver } from '@/lib/rule/version-standing';

/** What has become of a version since: the no that answers it, a newer one, or that nobody could ever claim by it. */
export async function StandingNotices({ view }: { view: RuleView }) {
  const { version, denial, newer, today } = view;
  const t = await getTranslations('registrar.rule');
  return (
    <>
      {denial !== null && (
        <Notice className="mb-8">
          <p>
            {t('answeredByDenial')}{' '}
            <TextLink href={`/registrar/rules/${denial.id}`}>
              {t('openDenial', { version: denial.version })}
            </TextLink>
          </p>
        </Notice>
      )}
      {isOver(version, today) && !view.hadADay && <Notice className="mb-8" title={t('neverHadADay')} />}
      {newer !== null && newer.id !== denial?.id && (
        <Notice className="mb-8">
          <p>
            {t('newer')}{' '}
            <TextLink href={`/registrar/rules/${newer.id}`}>
              {t('openNewer', { version: newer.version })}
            </TextLink>
          </p>
        </Notice>
      )}
    </>
  );
}
