import { useState } from 'preact/hooks';
import { get, remove } from '../api';
import { Asked } from '../shell/Asked';
import { Confirm } from '../shell/Confirm';
import { DrawerFrame } from '../shell/DrawerFrame';
import { useAnswer } from '../shell/useAnswer';
import { VIEWS } from '../shell/views';
import type { NewToken, ProgramToken } from '../wire';
import { NewProgram } from './NewProgram';
import { ShownOnce } from './ShownOnce';
import { TokenRow } from './TokenRow';
import { nameOf } from './tokenWords';

/** Which programs may use Gatehouse with a token of their own, letting one in, and taking its token back. */
export function ProgramsDrawer() {
  const answer = useAnswer('programs', () => get<{ tokens: ProgramToken[] }>('/api/tokens'));
  const [made, setMade] = useState<NewToken | null>(null);
  const [leaving, setLeaving] = useState<ProgramToken | null>(null);
  const revoke = async (token: ProgramToken): Promise<void> => {
    await remove(`/api/tokens/${encodeURIComponent(token.id)}`);
    if (made?.id === token.id) setMade(null);
    answer.again();
  };
  return (
    <DrawerFrame title={VIEWS.programs.title}>
      <p class="faint">
        A program with a token asks the model through Gatehouse: what it spends counts in your budget, and each request has a receipt. It
        cannot read your conversations or memory, approve anything, or change anything here.
      </p>
      {made !== null && <ShownOnce made={made} onDone={() => setMade(null)} />}
      <Asked answer={answer}>
        {({ tokens }) => (
          <>
            {tokens.length === 0 && (
              <p class="faint" data-testid="programs-none">
                No program has a token.
              </p>
            )}
            <ul class="entries">
              {tokens.map((token) => (
                <TokenRow key={token.id} token={token} onRevoke={() => setLeaving(token)} />
              ))}
            </ul>
            <NewProgram
              onMade={(token) => {
                setMade(token);
                answer.again();
              }}
            />
          </>
        )}
      </Asked>
      {leaving !== null && (
        <Confirm title="Take this token back?" action="Take it back" onSure={() => revoke(leaving)} onClose={() => setLeaving(null)}>
          <p>
            <bdi>{nameOf(leaving)}</bdi> can no longer use Gatehouse, and what it has under way ends. This cannot be undone; you can make it a
            new token.
          </p>
        </Confirm>
      )}
    </DrawerFrame>
  );
}
