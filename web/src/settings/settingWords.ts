import type { Setting } from '../wire';

const SOURCES: Record<Setting['source'], string> = {
  command_line: 'set on the command line',
  environment: 'set in the environment',
  config_file: 'set in config.json',
  stored: 'stored here',
  default: 'by default',
};

/** Where the value comes from. */
export function sourceWords(setting: Setting): string {
  return SOURCES[setting.source] ?? setting.source;
}

/** What counts; a secret only tells whether it is there. */
export function valueWords(setting: Setting): string {
  if (setting.secret) return setting.set ? 'set, and not shown' : 'not set';
  return setting.value ?? setting.default;
}

/** Listed so that whoever looks for it learns that it does nothing good. */
const NEVER = 'AXON_WEB_ALLOW_INSECURE_DEV';

/** Why it is not changed here; null when it is. */
export function whyNotHere(setting: Setting): string | null {
  if (setting.secret) return 'A secret: there is no place yet to keep one safe, so it is never stored. Set it in the environment and start Gatehouse again.';
  if (setting.key === NEVER) return 'Leave it unset.';
  if (!setting.storable) return 'Set at the start only: in the environment or in config.json.';
  if (isGiven(setting)) return `What is ${sourceWords(setting)} wins. Change or remove it there and start Gatehouse again.`;
  return null;
}

/** Whether something stored is there to be taken away, in use or hidden. */
export function isStored(setting: Setting): boolean {
  return setting.updated_at !== null;
}

/** Whether the start sets it, so that nothing stored counts. */
export function isGiven(setting: Setting): boolean {
  return setting.source === 'environment' || setting.source === 'command_line' || setting.source === 'config_file';
}

/** The few values that it may have, read out of the sentence that names them; null where it is anything else. */
export function choices(setting: Setting): string[] | null {
  if (setting.kind !== 'choice' && setting.kind !== 'flag') return null;
  const list = /^must be (?:one of )?([^.;]+)[.;]/.exec(setting.allowed)?.[1];
  const values = list?.split(/, | or /) ?? [];
  return values.length > 1 && values.every((value) => /^\S+$/.test(value)) ? values : null;
}
