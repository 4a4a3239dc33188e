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
    <li ref={row} class="entry" data-testid="program" data-expired={token.expired}>
      <div class="entry-words">
        <p>
          <strong>
            <bdi>{nameOf(token)}</bdi>
          </strong>
          {token.expired && <span class="entry-mark program-over">ran out</span>}
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
