import type { Setting } from '../wire';

export interface SettingGroup {
  title: string;
  settings: Setting[];
}

const GROUPS: [string, RegExp][] = [
  ['What is asked', /^GATEHOUSE_(?!HOME)/],
  ['The model', /^LLM_/],
  ['What may be spent', /^BUDGET_/],
  ['The way in', /^GATEWAY_/],
  ['Everything else', /./],
];

/** The settings that fit the words, in groups; a group with none is left out. */
export function groups(settings: Setting[], words: string): SettingGroup[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (one: Setting): boolean => {
    const text = `${one.description} ${one.key} ${one.value ?? ''}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  const found = GROUPS.map(([title]): SettingGroup => ({ title, settings: [] }));
  for (const one of settings.filter(fits)) {
    found[GROUPS.findIndex(([, pattern]) => pattern.test(one.key))]?.settings.push(one);
  }
  return found.filter((group) => group.settings.length > 0);
}
