/** Precedents: own, peers, names. What was decided before about the same certificate, here and elsewhere. */
import { useTranslations } from 'next-intl';
import type { RuleNames } from '@/lib/rule/rule-names';
import { Standing, type StandingName } from '@/components/credit/standing';
import { RuleSentence } from '@/components/credit/rule-sentence';
import { TextLink } from '@/components/ui/text-link';
import { HomeUnit } from '@/lib/amount/unit';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import type { VersionStanding } from '@/lib/rule/version-standing';
import { Day } from '@/components/ui/day';
import { RuleStatePill } from './state-pill';

type Own = {
  id: string;
  title: string;
  version: number;
  standing: VersionStanding;
  definition: RuleDefinition;
};
type Peer = {
  id: string;
  title: string;
  institutionName: string;
  homeUnit: string;
  definition: RuleDefinition;
  standing: StandingName;
  publishedOn: string | null;
  names: Pick<RuleNames, 'courses' | 'courseCredits' | 'programs'>;
};

export function Precedents({
  own,
  peers,
  names,
}: {
  own: readonly Own[];
  peers: readonly Peer[];
  names: RuleNames;
}) {
  const t = useTranslations('registrar.new');
  return (
    <div className="grid gap-6">
      <div>
        <h3 className="font-semibold">{t('precedentsHere')}</h3>
        {own.length === 0 && <p className="text-soft">{t('noPrecedentHere')}</p>}
        <ul className="stack">
          {own.map((rule) => (
            <li key={rule.id} className="grid gap-1 py-3">
              <span className="flex flex-wrap items-baseline gap-x-3">
                <TextLink href={`/registrar/rules/${rule.id}`}>
                  {t('titleOf', { title: rule.title, version: rule.version })}
                </TextLink>
                <RuleStatePill standing={rule.standing} />
              </span>
              <RuleSentence definition={rule.definition} names={names} />
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3 className="font-semibold">{t('precedentsPeers')}</h3>
        {peers.length === 0 && <p className="text-soft">{t('noPrecedentPeers')}</p>}
        <ul className="stack">
          {peers.map((rule) => (
            <li key={rule.id} className="grid gap-1 py-3">
              <span className="flex flex-wrap items-baseline gap-x-3">
                <span className="font-medium">{rule.institutionName}</span>
                <Standing standing={rule.standing} />
                {rule.publishedOn !== null && (
                  <span className="text-sm text-soft">
                    {t.rich('publishedOn', { date: () => <Day date={rule.publishedOn ?? ''} /> })}
                  </span>
                )}
              </span>
              <RuleSentence
                definition={rule.definition}
                names={{
                  ...names,
                  ...rule.names,
                  homeUnit: HomeUnit.safeParse(rule.homeUnit).data ?? names.homeUnit,
                }}
              />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
