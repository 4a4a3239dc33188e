import type { FunctionComponent } from 'preact';
import { ApprovalsDrawer } from '../approvals/ApprovalsDrawer';
import { GrantsDrawer } from '../approvals/GrantsDrawer';
import { BudgetDrawer } from '../budget/BudgetDrawer';
import { LogsDrawer } from '../logs/LogsDrawer';
import { MemoryDrawer } from '../memory/MemoryDrawer';
import { ProgramsDrawer } from '../programs/ProgramsDrawer';
import { ReceiptsDrawer } from '../receipts/ReceiptsDrawer';
import { SessionsDrawer } from '../session/SessionsDrawer';
import { SettingsDrawer } from '../settings/SettingsDrawer';
import { StatusDrawer } from '../status/StatusDrawer';
import { SurfacesDrawer } from '../surfaces/SurfacesDrawer';
import { Help } from './Help';
import type { ViewId } from './viewIds';

export interface View {
  title: string;
  /** With Alt, by place on the keyboard. */
  key?: string;
  /** A button of its own in the bar at the top, where there is room; every view is in the menu. */
  inBar?: true;
  Panel: FunctionComponent;
}

/** The one place where a view is added, next to its name in `viewIds.ts`. */
export const VIEWS: Record<ViewId, View> = {
  approvals: { title: 'Approvals', key: 'A', inBar: true, Panel: ApprovalsDrawer },
  memory: { title: 'Memory', key: 'K', inBar: true, Panel: MemoryDrawer },
  receipts: { title: 'Receipts', key: 'R', inBar: true, Panel: ReceiptsDrawer },
  budget: { title: 'Budget', key: 'B', Panel: BudgetDrawer },
  grants: { title: 'Always allowed', key: 'G', Panel: GrantsDrawer },
  sessions: { title: 'Signed-in browsers', Panel: SessionsDrawer },
  programs: { title: 'Programs with a token', Panel: ProgramsDrawer },
  settings: { title: 'Settings', Panel: SettingsDrawer },
  surfaces: { title: 'What listens', Panel: SurfacesDrawer },
  logs: { title: 'Log', Panel: LogsDrawer },
  status: { title: 'How it is', Panel: StatusDrawer },
  help: { title: 'Keyboard and commands', Panel: Help },
};
