-- A mapping rests on its certificates and on what is recommended for them as well; whoever lists those may be another institution, of
-- which no person is named. What the policy asks for stands with the notice: that the mapping follows, that its owners confirm it, or
-- that it is reviewed again.
ALTER TABLE "change_notice" ALTER COLUMN "changed_by_id" DROP NOT NULL,
  ADD COLUMN "asks_for" TEXT NOT NULL DEFAULT 'follow',
  ADD CONSTRAINT "change_notice_asks_for_known" CHECK (asks_for IN ('follow', 'confirm', 'reopen')),
  ADD CONSTRAINT "change_notice_reopened_by_a_version" CHECK (asks_for <> 'reopen' OR followed_at IS NULL),
  DROP CONSTRAINT "change_notice_subject_known",
  ADD CONSTRAINT "change_notice_subject_known" CHECK (subject IN ('course', 'program', 'micro_credential', 'recommendation'));
