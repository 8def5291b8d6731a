/** The name of the institution that listed an entry in the name of another one of the installation; null where nobody did. SQL of the entry `m`. */
export const listedInName = (m: string) =>
  `(SELECT l.name FROM institution l WHERE l.id = ${m}.steward_tenant_id AND EXISTS (SELECT FROM entry_in_name n WHERE n.micro_credential_id = ${m}.id AND n.tenant_id <> ${m}.steward_tenant_id))`;
