/** The name of the institution that listed an entry in the name of another one of the installation; null where nobody did. SQL of the entry `m`. */
export const listedInName = (m: string) =>
  `(SELECT l.name FROM institution l WHERE l.id = ${m}.steward_tenant_id AND EXISTS (SELECT FROM entry_in_name n WHERE n.micro_credential_id = ${m}.id AND n.tenant_id <> ${m}.steward_tenant_id))`;

/** The names of the institutions that have said an entry in their name is right, in their order; empty where none has. SQL of the entry `m`. */
export const confirmedInName = (m: string) =>
  `ARRAY(SELECT i.name FROM entry_in_name n JOIN institution i ON i.id = n.tenant_id WHERE n.micro_credential_id = ${m}.id AND n.tenant_id <> ${m}.steward_tenant_id AND n.state = 'accepted' AND is_about(${m}.id, n.tenant_id) ORDER BY i.name)`;
