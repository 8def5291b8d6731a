import { confirmIssuer } from '@/lib/usecases/issuer/confirm-issuer';
import { proposeIssuer } from '@/lib/usecases/issuer/propose-issuer';
import { demonstrationIssuers } from '../data/trusted-issuers';
import { pick } from './cast';
import type { Act, Setting } from './stage';

/** Issuers of badges that the institution trusts: one registrar proposes each, another one confirms it two days later. */
export function trustActs({ institution, calendar, cast, as }: Setting): Act[] {
  return demonstrationIssuers.flatMap(({ trustedBy, ...issuer }, index) =>
    trustedBy
      .filter(({ by }) => by === institution.key)
      .flatMap(({ since, until, waits }): Act[] => {
        let issuerId = '';
        const [proposed, confirmed] = [calendar.at(since + 9, index), calendar.at(since + 2, 30 + index)];
        const propose = async () => {
          const { id } = await proposeIssuer(as(pick(cast.registrars, index), proposed), {
            ...issuer,
            firstDay: calendar.day(since),
            lastDay: until === undefined ? '' : calendar.day(until),
          });
          issuerId = id;
        };
        const confirm = async () => {
          await confirmIssuer(as(pick(cast.registrars, index + 1), confirmed), { issuerId });
        };
        return [{ at: proposed, run: propose }, ...(waits === true ? [] : [{ at: confirmed, run: confirm }])];
      }),
  );
}
