/** DemonstrationStudents: the invented students of a demonstration; one press and one is signed in. next? (where to go then, where that is a student's). */
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { demonstrationStudents } from '@/lib/access/demonstration-students';
import { signInDemonstrationAction } from '../sign-in/actions';

export function DemonstrationStudents({ next }: { next?: string | undefined }) {
  const t = useTranslations('account.demonstration');
  return (
    <section aria-labelledby="demonstration-students" className="grid gap-4">
      <div className="grid gap-2">
        <h2 id="demonstration-students" className="serif text-xl">
          {t('students')}
        </h2>
        <p className="measure text-soft">{t('studentsLede')}</p>
      </div>
      <ActionForm action={signInDemonstrationAction} className="gap-3">
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <ul className="grid gap-x-12 sm:grid-cols-2">
          {demonstrationStudents.map(({ key, name }) => (
            <li key={key} className="flex items-center justify-between gap-x-4 border-t border-line py-2.5">
              <div className="min-w-0">
                <p className="font-medium">{name}</p>
                <p className="text-sm text-soft">{t('student')}</p>
              </div>
              <Button
                type="submit"
                name="person"
                value={`student/${key}`}
                size="small"
                className="shrink-0"
                aria-label={t('signInAs', { name })}
              >
                {t('signIn')}
              </Button>
            </li>
          ))}
        </ul>
      </ActionForm>
    </section>
  );
}
