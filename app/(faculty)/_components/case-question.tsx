import { useTranslations } from 'next-intl';
import { RuleSentence } from '@/components/credit/rule-sentence';
import { RuleStatePill } from '@/components/rule/state-pill';
import { Disclosure } from '@/components/ui/disclosure';
import { TextLink } from '@/components/ui/text-link';
import type { QuestionView } from '@/lib/usecases/review/case-view';

/** What stands in the sentence of a question. */
export const namesInQuestion = (question: QuestionView) => ({
  microCredentials: Object.fromEntries(
    question.certificates.map(({ id, title, language, slug }) => [
      id,
      { title, language, href: `/catalog/${slug}` },
    ]),
  ),
  courses: Object.fromEntries(question.courses.map((course) => [course.code, course.title])),
  courseCredits: Object.fromEntries(question.courses.map((course) => [course.code, course.credits])),
  programs: Object.fromEntries(question.programs.map((program) => [program.code, program.title])),
  homeUnit: question.homeUnit,
});

/** The question in one sentence, and who asks it. */
export function CaseQuestion({ question }: { question: QuestionView }) {
  const t = useTranslations('faculty.case');
  return (
    <section aria-labelledby="question" className="grid gap-2">
      <h2 id="question" className="kicker">
        {t('question')}
      </h2>
      <div className="text-lg">
        <RuleSentence definition={question.definition} names={namesInQuestion(question)} />
      </div>
      <p className="text-sm text-soft">
        {t('proposedBy', { name: question.authorNames.join(', ') })} ·{' '}
        <TextLink href={`/registrar/rules/${question.ruleVersionId}`}>{t('openRule')}</TextLink>
      </p>
      {question.before !== null && (
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-soft">
          <span>{t('before')}</span>
          <TextLink href={`/registrar/rules/${question.before.ruleVersionId}`}>
            {t('beforeVersion', { version: question.before.version })}
          </TextLink>
          <RuleStatePill standing={question.before.standing} />
          {question.before.caseId !== null && (
            <TextLink href={`/faculty/cases/${question.before.caseId}`}>{t('beforeCase')}</TextLink>
          )}
        </p>
      )}
      {question.before !== null && (
        <Disclosure summary={t('beforeSaid')}>
          <RuleSentence definition={question.before.definition} names={question.besideNames} />
        </Disclosure>
      )}
    </section>
  );
}
