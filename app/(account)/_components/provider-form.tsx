/** ProviderForm: name (of the institution's own sign-in), next?. A plain form: the answer leads to another site. */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

export function ProviderForm({ name, next }: { name: string; next?: string | undefined }) {
  const t = useTranslations('account.provider');
  return (
    <section aria-labelledby="provider" className="grid justify-items-start gap-4">
      <h2 id="provider" className="serif text-xl">
        {t('title')}
      </h2>
      <form method="post" action="/sign-in/provider">
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <Button type="submit" tone="primary">
          {t('signIn', { name })}
        </Button>
      </form>
    </section>
  );
}
