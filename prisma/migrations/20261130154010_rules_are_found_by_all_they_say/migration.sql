-- Staff find a mapping by all that it says: besides its title, code and certificates, by what it gives, its conditions and its notes. The
-- words of each version stand beside it, so that a search of a large rule book reads them once. Notes are kept in the form in which text is
-- compared; codes and scores, which every import brings by the thousand, in small letters without blanks and signs, which takes a tenth of the time.
ALTER TABLE "rule_version" ADD COLUMN "words" text GENERATED ALWAYS AS (
  CASE WHEN "public_note" = '' AND "internal_note" = '' THEN '' ELSE compact_form("public_note" || '|' || "internal_note") END || '|' ||
  translate(lower(
    jsonb_path_query_array("definition", '$.outcomes[*].lines[*].target')::text || '|' || coalesce("definition" ->> 'programs', '') || '|' ||
    jsonb_path_query_array("definition", '$.premise.**.assessment')::text || '|' || jsonb_path_query_array("definition", '$.premise.**.minScore')::text || '|' ||
    CASE WHEN "definition" @? '$.premise.** ? (@.proctored == true)' THEN 'proctored' ELSE '' END || '|' ||
    CASE WHEN "definition" @? '$.premise.** ? (@.idVerified == true)' THEN 'identityverified' ELSE '' END), ' -_./"[]', '')) STORED;
