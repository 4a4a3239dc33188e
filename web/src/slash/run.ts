import { explain } from '../api';
import { isRunning } from '../chat/timeline';
import { openDrawer } from '../shell/drawers';
import { VIEW_IDS } from '../shell/viewIds';
import { stop } from '../stop/commands';
import { current } from '../store';
import { exportThread, renameThread } from '../threads/commands';
import { newConversation } from '../threads/newConversation';
import type { ThreadInfo } from '../wire';
import type { Read } from './slash';

/** What the owner is told; nothing where what was opened tells it. */
export interface Told {
  ok: boolean;
  words: string;
}

const DONE: Told = { ok: true, words: '' };

/** Does what a line that is no message asks for. */
export async function run(line: Exclude<Read, { kind: 'say' }>): Promise<Told> {
  if (line.kind === 'unknown') {
    return no(`There is no command ${line.name}, and nothing was sent. Type / to see them all; to send a message that begins with a slash, type two.`);
  }
  const { name } = line.command;
  if (line.argument !== '' && !line.command.argument) return no(`/${name} takes nothing behind it. Nothing was done and nothing was sent.`);
  const view = VIEW_IDS.find((id) => id === name);
  if (view) {
    openDrawer(view);
    return DONE;
  }
  switch (name) {
    case 'new':
    case 'clear':
      newConversation();
      return DONE;
    case 'stop':
      return stopHere();
    case 'rename':
      return rename(line.argument);
    case 'export': {
      const thread = here();
      if (!thread) return no('There is nothing to export yet: this conversation is new.');
      await exportThread(thread);
      return DONE;
    }
    case 'model':
      return yes(model());
    default:
      return yes(`Gatehouse ${current().status?.version ?? '(not told yet)'}`);
  }
}

async function stopHere(): Promise<Told> {
  const { activeThread, timelines } = current();
  const timeline = activeThread === null ? undefined : timelines[activeThread];
  if (activeThread === null || !timeline || !isRunning(timeline)) {
    return no('Nothing is under way in this conversation. “Stop everything” at the top stops all of them.');
  }
  await stop(activeThread);
  return DONE;
}

async function rename(title: string): Promise<Told> {
  const thread = here();
  if (!thread) return no('There is nothing to rename yet: this conversation is new.');
  if (title === '') return no('Write the title behind it: /rename Bins and boxes');
  try {
    await renameThread(thread.id, title);
    return yes('Renamed.');
  } catch (error) {
    return no(explain(error));
  }
}

function here(): ThreadInfo | undefined {
  const { activeThread, threads } = current();
  return threads?.find((thread) => thread.id === activeThread);
}

function model(): string {
  const { status } = current();
  if (status === null) return 'Not told yet.';
  return status.offline ? 'No AI is connected; simple commands are understood without one.' : `${status.llm_model} by ${status.llm_backend}`;
}

function yes(words: string): Told {
  return { ok: true, words };
}

function no(words: string): Told {
  return { ok: false, words };
}
