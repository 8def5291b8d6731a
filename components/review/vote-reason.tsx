/** VoteReason: vote ({choice, ground, rationale}). What a ballot rests on: the words of its ground, and what was written beside it. */
import { useTranslations } from 'next-intl';
import type { VoteGround } from '@/lib/review/vote-ground';

export function VoteReason({ vote }: { vote: { ground: VoteGround | null; rationale: string } }) {
  const t = useTranslations('faculty.ballot.ground');
  return (
    <>
      {vote.ground !== null && vote.ground !== 'other' && <span>{t(vote.ground)} </span>}
      <span className="whitespace-pre-line">{vote.rationale}</span>
    </>
  );
}
