-- Courses are found by their titles in the form in which everything is: without case, accents and blanks.
ALTER TABLE "course" ADD COLUMN "folded" text GENERATED ALWAYS AS (compact_form("title")) STORED;
