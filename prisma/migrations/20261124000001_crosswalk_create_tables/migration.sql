-- Roles are cluster-wide. The start script creates them with log-in rights; made here without, so that
-- `prisma migrate deploy` works on a server where nobody has done so yet.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['app_owner', 'app_rw', 'app_public'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', name);
    END IF;
  END LOOP;
END $$;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- The catalog's search vector: title first, then provider, then subject and skills. Immutable, so that the column can be
-- generated; unaccent is named with its dictionary because only that form does not depend on the search path.
CREATE FUNCTION "fold_accents"("text" text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN public.unaccent('public.unaccent'::regdictionary, "text");

CREATE FUNCTION "micro_credential_search"(title text, provider text, platform text, subject text, skills text[]) RETURNS tsvector
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN setweight(to_tsvector('pg_catalog.english', fold_accents(coalesce(title, ''))), 'A')
      || setweight(to_tsvector('pg_catalog.english', fold_accents(coalesce(provider, '') || ' ' || coalesce(platform, ''))), 'B')
      || setweight(to_tsvector('pg_catalog.english', fold_accents(coalesce(subject, '') || ' ' || coalesce(array_to_string(skills, ' '), ''))), 'C');
END $$;

-- CreateTable
CREATE TABLE "audit_event" (
    "tenant_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "request_id" TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("tenant_id","seq")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "tenant_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "audit_detail" (
    "tenant_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "salt" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "audit_detail_pkey" PRIMARY KEY ("tenant_id","seq")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "last_error" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "tenant_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "verb" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "reply" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("tenant_id","actor_id","verb","key")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',
    "on_bad_rows" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'checking',
    "counts" JSONB NOT NULL DEFAULT '{}',
    "content" BYTEA,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "applied_at" TIMESTAMPTZ(3),
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "tenant_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("tenant_id","batch_id","line")
);

-- CreateTable
CREATE TABLE "micro_credential" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "steward_tenant_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "natural_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'certificate',
    "title" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "platform" TEXT,
    "awarding_body" TEXT,
    "subject" TEXT,
    "language" TEXT,
    "level_label" TEXT,
    "url" TEXT,
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL DEFAULT 'active',
    "successor_id" UUID,
    "components_implied" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT NOT NULL,
    "retrieved_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "search" tsvector GENERATED ALWAYS AS ("micro_credential_search"("title", "provider", "platform", "subject", "skills")) STORED,

    CONSTRAINT "micro_credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "micro_credential_version" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "steward_tenant_id" UUID NOT NULL,
    "micro_credential_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "valid_from" DATE,
    "valid_to" DATE,
    "workload_hours" TEXT,
    "effort" TEXT,
    "eqf_min" INTEGER,
    "eqf_max" INTEGER,
    "assessment" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "supervision" TEXT,
    "participation" TEXT,
    "quality_assurance" TEXT,
    "pass_mark" TEXT,
    "prerequisites" TEXT,
    "country" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "micro_credential_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "learning_outcome" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "steward_tenant_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "learning_outcome_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "micro_credential_component" (
    "steward_tenant_id" UUID NOT NULL,
    "whole_id" UUID NOT NULL,
    "part_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "micro_credential_component_pkey" PRIMARY KEY ("whole_id","part_id")
);

-- CreateTable
CREATE TABLE "recommendation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "steward_tenant_id" UUID NOT NULL,
    "micro_credential_id" UUID NOT NULL,
    "natural_key" TEXT NOT NULL,
    "recommender" TEXT NOT NULL,
    "external_id" TEXT,
    "amount" TEXT,
    "is_maximum" BOOLEAN NOT NULL DEFAULT false,
    "unit" TEXT,
    "levels" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "subjects" JSONB,
    "pass_mark" TEXT,
    "workload_hours" TEXT,
    "valid_from" DATE,
    "valid_to" DATE,
    "source_url" TEXT NOT NULL,
    "retrieved_on" DATE,
    "confidence" TEXT NOT NULL,
    "note" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "recommendation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "institution" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "home_unit" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "site_url" TEXT,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "institution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "department" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_archived" BOOLEAN NOT NULL DEFAULT false,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "department_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "course" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "department_id" UUID,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "credits" TEXT,
    "level" TEXT,
    "status" TEXT NOT NULL DEFAULT 'active',
    "source" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "course_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "course_outcome" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "course_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "course_outcome_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "course_relation" (
    "tenant_id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "other_course_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "credits" TEXT,

    CONSTRAINT "course_relation_pkey" PRIMARY KEY ("tenant_id","course_id","other_course_id","kind")
);

-- CreateTable
CREATE TABLE "program" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "department_id" UUID,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "level" TEXT,
    "total_credits" TEXT NOT NULL,
    "limits" JSONB NOT NULL DEFAULT '[]',
    "requirements" JSONB NOT NULL DEFAULT '[]',
    "status" TEXT NOT NULL DEFAULT 'active',
    "source" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "program_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "policy_version" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "credit" JSONB NOT NULL,
    "review" JSONB NOT NULL,
    "effective_from" DATE NOT NULL,
    "effective_to" DATE,
    "note" TEXT NOT NULL DEFAULT '',
    "author_id" UUID NOT NULL,
    "adopted_by_id" UUID,
    "adopted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "person" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "person_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "department_id" UUID,
    "granted_by_id" UUID,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "auth_user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT,
    "email" TEXT,
    "email_verified" TIMESTAMPTZ(3),
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,

    CONSTRAINT "auth_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_token" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_verification_token" (
    "identifier" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL
);

-- CreateTable
CREATE TABLE "review_case" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "rule_version_id" UUID NOT NULL,
    "department_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'open',
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "review_case_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "review_stage" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "case_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "chair_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_on" DATE,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by_id" UUID,
    "outcome" TEXT,
    "minutes_ref" TEXT NOT NULL DEFAULT '',
    "close_note" TEXT NOT NULL DEFAULT '',
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "review_stage_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "review_assignment" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "stage_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "is_voting" BOOLEAN NOT NULL DEFAULT true,
    "is_recused" BOOLEAN NOT NULL DEFAULT false,
    "conflict_declared" BOOLEAN,
    "conflict_note" TEXT NOT NULL DEFAULT '',
    "assigned_by_id" UUID NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_assignment_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "vote" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "stage_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "choice" TEXT NOT NULL,
    "rationale" TEXT NOT NULL,
    "cast_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vote_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "coverage_mark" (
    "tenant_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "course_outcome_id" UUID NOT NULL,
    "learning_outcome_id" UUID,
    "coverage" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "marked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "coverage_mark_pkey" PRIMARY KEY ("tenant_id","case_id","person_id","course_outcome_id")
);

-- CreateTable
CREATE TABLE "rubric_score" (
    "tenant_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "criterion" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "rationale" TEXT NOT NULL,
    "scored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rubric_score_pkey" PRIMARY KEY ("tenant_id","stage_id","person_id","criterion")
);

-- CreateTable
CREATE TABLE "review_message" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "case_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "reply_to_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_message_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "equivalency_rule" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "department_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "equivalency_rule_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "rule_version" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "rule_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "origin" TEXT NOT NULL DEFAULT 'review',
    "definition" JSONB NOT NULL,
    "basis" JSONB NOT NULL DEFAULT '{}',
    "change_class" TEXT NOT NULL DEFAULT 'substantive',
    "public_note" TEXT NOT NULL DEFAULT '',
    "internal_note" TEXT NOT NULL DEFAULT '',
    "claim_from" DATE,
    "claim_to" DATE,
    "credential_from" DATE,
    "credential_to" DATE,
    "review_due_on" DATE,
    "author_id" UUID NOT NULL,
    "import_batch_id" UUID,
    "submitted_at" TIMESTAMPTZ(3),
    "approved_at" TIMESTAMPTZ(3),
    "published_by_id" UUID,
    "published_at" TIMESTAMPTZ(3),
    "status_reason" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "rule_version_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "rule_source" (
    "tenant_id" UUID NOT NULL,
    "rule_version_id" UUID NOT NULL,
    "micro_credential_id" UUID NOT NULL,

    CONSTRAINT "rule_source_pkey" PRIMARY KEY ("tenant_id","rule_version_id","micro_credential_id")
);

-- CreateTable
CREATE TABLE "rule_transition" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "rule_version_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "from_status" TEXT NOT NULL,
    "to_status" TEXT NOT NULL,
    "actor_id" UUID NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rule_transition_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "rule_version_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "file_name" TEXT,
    "media_type" TEXT,
    "sha256" TEXT,
    "content" BYTEA,
    "added_by_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "audit_event_tenant_id_object_type_object_id_idx" ON "audit_event"("tenant_id", "object_type", "object_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_tenant_id_dedupe_key_key" ON "outbox_message"("tenant_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "import_row_tenant_id_batch_id_outcome_idx" ON "import_row"("tenant_id", "batch_id", "outcome");

-- CreateIndex
CREATE UNIQUE INDEX "micro_credential_slug_key" ON "micro_credential"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "micro_credential_natural_key_key" ON "micro_credential"("natural_key");

-- CreateIndex
CREATE INDEX "micro_credential_search_idx" ON "micro_credential" USING GIN ("search");

-- CreateIndex
CREATE INDEX "micro_credential_title_trgm_idx" ON "micro_credential" USING GIN ("title" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "micro_credential_provider_idx" ON "micro_credential"("provider");

-- CreateIndex
CREATE INDEX "micro_credential_kind_status_idx" ON "micro_credential"("kind", "status");

-- CreateIndex
CREATE UNIQUE INDEX "micro_credential_version_micro_credential_id_label_key" ON "micro_credential_version"("micro_credential_id", "label");

-- CreateIndex
CREATE UNIQUE INDEX "learning_outcome_version_id_position_key" ON "learning_outcome"("version_id", "position");

-- CreateIndex
CREATE INDEX "micro_credential_component_part_id_idx" ON "micro_credential_component"("part_id");

-- CreateIndex
CREATE UNIQUE INDEX "recommendation_natural_key_key" ON "recommendation"("natural_key");

-- CreateIndex
CREATE INDEX "recommendation_micro_credential_id_idx" ON "recommendation"("micro_credential_id");

-- CreateIndex
CREATE UNIQUE INDEX "institution_slug_key" ON "institution"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "department_tenant_id_code_key" ON "department"("tenant_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "course_tenant_id_code_key" ON "course"("tenant_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "course_outcome_tenant_id_course_id_position_key" ON "course_outcome"("tenant_id", "course_id", "position");

-- CreateIndex
CREATE INDEX "course_relation_tenant_id_other_course_id_idx" ON "course_relation"("tenant_id", "other_course_id");

-- CreateIndex
CREATE UNIQUE INDEX "program_tenant_id_code_key" ON "program"("tenant_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "policy_version_tenant_id_version_key" ON "policy_version"("tenant_id", "version");

-- CreateIndex
CREATE INDEX "person_user_id_idx" ON "person"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_tenant_id_email_key" ON "person"("tenant_id", "email");

-- CreateIndex
CREATE INDEX "role_grant_tenant_id_person_id_idx" ON "role_grant"("tenant_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "auth_user_email_key" ON "auth_user"("email");

-- CreateIndex
CREATE INDEX "auth_account_user_id_idx" ON "auth_account"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "auth_account_provider_provider_account_id_key" ON "auth_account"("provider", "provider_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "auth_session_session_token_key" ON "auth_session"("session_token");

-- CreateIndex
CREATE INDEX "auth_session_user_id_idx" ON "auth_session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "auth_verification_token_token_key" ON "auth_verification_token"("token");

-- CreateIndex
CREATE UNIQUE INDEX "auth_verification_token_identifier_token_key" ON "auth_verification_token"("identifier", "token");

-- CreateIndex
CREATE UNIQUE INDEX "review_case_tenant_id_rule_version_id_key" ON "review_case"("tenant_id", "rule_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_stage_tenant_id_case_id_position_key" ON "review_stage"("tenant_id", "case_id", "position");

-- CreateIndex
CREATE INDEX "review_assignment_tenant_id_person_id_idx" ON "review_assignment"("tenant_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_assignment_tenant_id_stage_id_person_id_key" ON "review_assignment"("tenant_id", "stage_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "vote_tenant_id_stage_id_person_id_ordinal_key" ON "vote"("tenant_id", "stage_id", "person_id", "ordinal");

-- CreateIndex
CREATE INDEX "review_message_tenant_id_case_id_at_idx" ON "review_message"("tenant_id", "case_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "equivalency_rule_tenant_id_code_key" ON "equivalency_rule"("tenant_id", "code");

-- CreateIndex
CREATE INDEX "rule_version_tenant_id_status_idx" ON "rule_version"("tenant_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "rule_version_tenant_id_rule_id_version_key" ON "rule_version"("tenant_id", "rule_id", "version");

-- CreateIndex
CREATE INDEX "rule_source_micro_credential_id_tenant_id_idx" ON "rule_source"("micro_credential_id", "tenant_id");

-- CreateIndex
CREATE INDEX "rule_transition_tenant_id_rule_version_id_at_idx" ON "rule_transition"("tenant_id", "rule_version_id", "at");

-- CreateIndex
CREATE INDEX "evidence_tenant_id_rule_version_id_idx" ON "evidence"("tenant_id", "rule_version_id");

-- AddForeignKey
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_tenant_id_created_by_id_fkey" FOREIGN KEY ("tenant_id", "created_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_tenant_id_batch_id_fkey" FOREIGN KEY ("tenant_id", "batch_id") REFERENCES "import_batch"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "micro_credential" ADD CONSTRAINT "micro_credential_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "micro_credential"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "micro_credential_version" ADD CONSTRAINT "micro_credential_version_micro_credential_id_fkey" FOREIGN KEY ("micro_credential_id") REFERENCES "micro_credential"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learning_outcome" ADD CONSTRAINT "learning_outcome_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "micro_credential_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "micro_credential_component" ADD CONSTRAINT "micro_credential_component_whole_id_fkey" FOREIGN KEY ("whole_id") REFERENCES "micro_credential"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "micro_credential_component" ADD CONSTRAINT "micro_credential_component_part_id_fkey" FOREIGN KEY ("part_id") REFERENCES "micro_credential"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_micro_credential_id_fkey" FOREIGN KEY ("micro_credential_id") REFERENCES "micro_credential"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "department" ADD CONSTRAINT "department_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course" ADD CONSTRAINT "course_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course" ADD CONSTRAINT "course_tenant_id_department_id_fkey" FOREIGN KEY ("tenant_id", "department_id") REFERENCES "department"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_outcome" ADD CONSTRAINT "course_outcome_tenant_id_course_id_fkey" FOREIGN KEY ("tenant_id", "course_id") REFERENCES "course"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_relation" ADD CONSTRAINT "course_relation_tenant_id_course_id_fkey" FOREIGN KEY ("tenant_id", "course_id") REFERENCES "course"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_relation" ADD CONSTRAINT "course_relation_tenant_id_other_course_id_fkey" FOREIGN KEY ("tenant_id", "other_course_id") REFERENCES "course"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "program" ADD CONSTRAINT "program_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "program" ADD CONSTRAINT "program_tenant_id_department_id_fkey" FOREIGN KEY ("tenant_id", "department_id") REFERENCES "department"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_tenant_id_author_id_fkey" FOREIGN KEY ("tenant_id", "author_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_tenant_id_adopted_by_id_fkey" FOREIGN KEY ("tenant_id", "adopted_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_tenant_id_granted_by_id_fkey" FOREIGN KEY ("tenant_id", "granted_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_tenant_id_department_id_fkey" FOREIGN KEY ("tenant_id", "department_id") REFERENCES "department"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_account" ADD CONSTRAINT "auth_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_case" ADD CONSTRAINT "review_case_tenant_id_rule_version_id_fkey" FOREIGN KEY ("tenant_id", "rule_version_id") REFERENCES "rule_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_case" ADD CONSTRAINT "review_case_tenant_id_department_id_fkey" FOREIGN KEY ("tenant_id", "department_id") REFERENCES "department"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_stage" ADD CONSTRAINT "review_stage_tenant_id_case_id_fkey" FOREIGN KEY ("tenant_id", "case_id") REFERENCES "review_case"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_stage" ADD CONSTRAINT "review_stage_tenant_id_chair_id_fkey" FOREIGN KEY ("tenant_id", "chair_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_tenant_id_stage_id_fkey" FOREIGN KEY ("tenant_id", "stage_id") REFERENCES "review_stage"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vote" ADD CONSTRAINT "vote_tenant_id_stage_id_fkey" FOREIGN KEY ("tenant_id", "stage_id") REFERENCES "review_stage"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vote" ADD CONSTRAINT "vote_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage_mark" ADD CONSTRAINT "coverage_mark_tenant_id_case_id_fkey" FOREIGN KEY ("tenant_id", "case_id") REFERENCES "review_case"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage_mark" ADD CONSTRAINT "coverage_mark_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage_mark" ADD CONSTRAINT "coverage_mark_tenant_id_course_outcome_id_fkey" FOREIGN KEY ("tenant_id", "course_outcome_id") REFERENCES "course_outcome"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage_mark" ADD CONSTRAINT "coverage_mark_learning_outcome_id_fkey" FOREIGN KEY ("learning_outcome_id") REFERENCES "learning_outcome"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rubric_score" ADD CONSTRAINT "rubric_score_tenant_id_stage_id_fkey" FOREIGN KEY ("tenant_id", "stage_id") REFERENCES "review_stage"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rubric_score" ADD CONSTRAINT "rubric_score_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_message" ADD CONSTRAINT "review_message_tenant_id_case_id_fkey" FOREIGN KEY ("tenant_id", "case_id") REFERENCES "review_case"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_message" ADD CONSTRAINT "review_message_tenant_id_author_id_fkey" FOREIGN KEY ("tenant_id", "author_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "equivalency_rule" ADD CONSTRAINT "equivalency_rule_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "equivalency_rule" ADD CONSTRAINT "equivalency_rule_tenant_id_department_id_fkey" FOREIGN KEY ("tenant_id", "department_id") REFERENCES "department"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_version" ADD CONSTRAINT "rule_version_tenant_id_rule_id_fkey" FOREIGN KEY ("tenant_id", "rule_id") REFERENCES "equivalency_rule"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_version" ADD CONSTRAINT "rule_version_tenant_id_author_id_fkey" FOREIGN KEY ("tenant_id", "author_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_version" ADD CONSTRAINT "rule_version_tenant_id_published_by_id_fkey" FOREIGN KEY ("tenant_id", "published_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_version" ADD CONSTRAINT "rule_version_tenant_id_import_batch_id_fkey" FOREIGN KEY ("tenant_id", "import_batch_id") REFERENCES "import_batch"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_source" ADD CONSTRAINT "rule_source_tenant_id_rule_version_id_fkey" FOREIGN KEY ("tenant_id", "rule_version_id") REFERENCES "rule_version"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_source" ADD CONSTRAINT "rule_source_micro_credential_id_fkey" FOREIGN KEY ("micro_credential_id") REFERENCES "micro_credential"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_transition" ADD CONSTRAINT "rule_transition_tenant_id_rule_version_id_fkey" FOREIGN KEY ("tenant_id", "rule_version_id") REFERENCES "rule_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_tenant_id_rule_version_id_fkey" FOREIGN KEY ("tenant_id", "rule_version_id") REFERENCES "rule_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_tenant_id_added_by_id_fkey" FOREIGN KEY ("tenant_id", "added_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
