/** SignOutForm: size?. A form of its own with one button; works without JavaScript. */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { idle } from '@/lib/next/action-state';
import { signOutAction } from '../account/actions';

export function SignOutForm({ size = 'small' }: { size?: 'small' | 'normal' }) {
  const t = useTranslations('common');
  // The answer is always a new page, so there is no state to show.
  const action = signOutAction.bind(null, idle) as unknown as (form: FormData) => Promise<void>;
  return (
    <form action={action}>
      <Button type="submit" size={size} tone={size === 'small' ? 'quiet' : 'secondary'}>
        {t('signOut')}
      </Button>
    </form>
  );
}
