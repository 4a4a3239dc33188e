import { useFocusKept } from '../shell/useFocusKept';
import { fullTime } from '../shell/wording';
import type { ProgramToken } from '../wire';
import { endWords, nameOf, scopeWords, useWords } from './tokenWords';

interface Props {
  token: ProgramToken;
  onRevoke: () => void;
}

export function TokenRow({ token, onRevoke }: Props) {
  const row = useFocusKept<HTMLLIElement>();
  return (
    <li ref={row} class="program" data-testid="program" data-expired={token.expired}>
      <div class="program-words">
        <p>
          <strong>
            <bdi>{nameOf(token)}</bdi>
          </strong>
          {token.expired && <span class="program-over">ran out</span>}
        </p>
        <p>{scopeWords(token.scope)}</p>
        <p class="faint">
          {useWords(token, Date.now())}, made {fullTime(token.created)}, {endWords(token.expires, token.expired)}
        </p>
      </div>
      <button type="button" class="danger" aria-label={`Take back the token of ${nameOf(token)}`} data-testid="program-revoke" onClick={onRevoke}>
        Take back
      </button>
    </li>
  );
}
