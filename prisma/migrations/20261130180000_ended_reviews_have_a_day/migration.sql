-- What has ended has ended at some time: lists order by it, and what waits since then is told with its day.
ALTER TABLE "review_case" ADD CONSTRAINT "review_case_closed_at_some_time" CHECK ((status = 'closed') = (closed_at IS NOT NULL));
ALTER TABLE "review_stage" ADD CONSTRAINT "review_stage_closed_at_some_time" CHECK ((status = 'closed') = (closed_at IS NOT NULL));
