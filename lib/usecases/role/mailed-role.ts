import type { Role } from '@/lib/access/actor';
import account from '@/messages/en/account.json';

/** What a role is called within a sentence of a mail: in the language of `mailWords`. */
export function mailedRole(role: Role): string {
  return account.role[role].toLowerCase();
}
