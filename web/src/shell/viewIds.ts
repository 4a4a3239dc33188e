/** Every panel beside the chat. `views.tsx` says what each is; the compiler sees to it that none is forgotten. */
export const VIEW_IDS = [
  'approvals',
  'memory',
  'receipts',
  'budget',
  'grants',
  'sessions',
  'programs',
  'settings',
  'surfaces',
  'logs',
  'status',
  'help',
] as const;

export type ViewId = (typeof VIEW_IDS)[number];
