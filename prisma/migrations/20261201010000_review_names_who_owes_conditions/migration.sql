-- Who sees to what an approval is conditional on, and until when. Reviews that ended before this named them in the note alone.
ALTER TABLE "review_stage" ADD COLUMN "conditions_owner_id" UUID;
ALTER TABLE "review_stage" ADD COLUMN "conditions_owner_role" TEXT;
ALTER TABLE "review_stage" ADD COLUMN "conditions_due_on" DATE;
ALTER TABLE "review_stage" ADD CONSTRAINT "review_stage_conditions_owner_known"
  CHECK (conditions_owner_role IN ('evaluator', 'registrar', 'catalog_editor', 'chair', 'committee_chair', 'dean'));
-- Somebody owes them until some day, and only where a stage has approved and its note states them.
ALTER TABLE "review_stage" ADD CONSTRAINT "review_stage_conditions_whole" CHECK (
  CASE WHEN conditions_due_on IS NULL THEN num_nonnulls(conditions_owner_id, conditions_owner_role) = 0
       ELSE num_nonnulls(conditions_owner_id, conditions_owner_role) = 1 AND outcome IS NOT DISTINCT FROM 'passed' AND close_note <> '' END);
ALTER TABLE "review_stage" ADD CONSTRAINT "review_stage_tenant_id_conditions_owner_id_fkey"
  FOREIGN KEY ("tenant_id", "conditions_owner_id") REFERENCES "person" ("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "review_stage_owed_idx" ON "review_stage" ("tenant_id", "conditions_due_on") WHERE conditions_due_on IS NOT NULL;
