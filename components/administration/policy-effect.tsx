/** PolicyEffect: tested (what adopting a policy would change, and on how much of the rule book that was tried). */
import { useTranslations } from 'next-intl';
import { EffectBrief, EffectFolded } from '@/components/rule/effect-brief';
import { inSight, rowsInSight } from '@/lib/catalog/effect';
import type { TestedPolicy } from '@/lib/usecases/policy/test-policy';

export function PolicyEffect({ tested: { effect, shown, total } }: { tested: TestedPolicy }) {
  const t = useTranslations('registrar.effect');
  return (
    <section className="grid gap-2" aria-label={t('ofPolicy')}>
      <h2 className="text-lg font-semibold">{t('ofPolicy')}</h2>
      <p className="measure text-sm text-soft">{t(shown < total ? 'some' : 'every', { shown, total })}</p>
      <EffectBrief effect={inSight(effect, rowsInSight)} />
      {effect !== null && <EffectFolded effect={effect} />}
    </section>
  );
}
