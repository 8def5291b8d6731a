-- A number under which two students were kept says of neither whose it is: it is stated anew.
UPDATE "student" SET number = NULL WHERE (tenant_id, number) IN (SELECT tenant_id, number FROM "student" WHERE number IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1);
CREATE UNIQUE INDEX "student_tenant_id_number_key" ON "student" ("tenant_id", "number");
