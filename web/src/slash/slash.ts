import { VIEW_IDS, type ViewId } from '../shell/viewIds';

export interface SlashCommand {
  name: string;
  /** What it does, in a few words. */
  help: string;
  /** What is to be written behind it; nothing where it takes nothing. */
  argument?: string;
}

/** What each view is called for in the list of commands. */
const VIEW_HELP: Record<ViewId, string> = {
  approvals: 'What waits for your decision',
  memory: 'What is remembered',
  receipts: 'What was done',
  budget: 'What may be spent today',
  grants: 'What you always allow',
  sessions: 'Which browsers are signed in',
  programs: 'Which programs have a token',
  settings: 'What is set, and changing it',
  surfaces: 'What listens and where it goes',
  logs: 'What the server writes down, as it happens',
  status: 'How Gatehouse is',
  help: 'All keys and commands',
};

const ACTIONS: SlashCommand[] = [
  { name: 'new', help: 'New conversation' },
  { name: 'clear', help: 'New conversation; this one stays in the list' },
  { name: 'stop', help: 'Stop this conversation' },
  { name: 'rename', argument: 'TITLE', help: 'Rename this conversation' },
  { name: 'export', help: 'Save this conversation as Markdown' },
  { name: 'model', help: 'Which model answers' },
  { name: 'version', help: 'Which version this is' },
];

export const COMMANDS: SlashCommand[] = [...VIEW_IDS.map((name) => ({ name, help: VIEW_HELP[name] })), ...ACTIONS].sort((one, other) =>
  one.name.localeCompare(other.name),
);

export type Read = { kind: 'say'; text: string } | { kind: 'command'; command: SlashCommand; argument: string } | { kind: 'unknown'; name: string };

/** What the owner's line means: words, a command, or a command that there is not. Two slashes say one. */
export function read(line: string): Read {
  if (!line.startsWith('/')) return { kind: 'say', text: line };
  if (line.startsWith('//')) return { kind: 'say', text: line.slice(1) };
  const [, name = '', argument = ''] = /^\/(\S*)\s*([\s\S]*)$/.exec(line) ?? [];
  const command = COMMANDS.find((one) => one.name === name.toLowerCase());
  return command ? { kind: 'command', command, argument: argument.trim() } : { kind: 'unknown', name: `/${name}` };
}

/** Words as they have to be typed to be said. */
export function asTyped(words: string): string {
  return words.startsWith('/') ? `/${words}` : words;
}

/** The commands that a line begins; none once there is more than a name. */
export function suggestions(line: string): SlashCommand[] {
  const name = /^\/([a-z]*)$/i.exec(line)?.[1]?.toLowerCase();
  return name === undefined ? [] : COMMANDS.filter((command) => command.name.startsWith(name));
}
