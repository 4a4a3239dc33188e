import { render } from 'preact';
import { App } from './shell/App';
import { start } from './session/commands';
import './shell/base.css';
import './shell/shell.css';
import './shell/drawer.css';
import './session/session.css';
import './threads/threads.css';
import './chat/chat.css';
import './chat/tools.css';
import './chat/composer.css';
import './approvals/approvals.css';
import './receipts/receipts.css';
import './stop/stop.css';

const root = document.getElementById('app');
if (root) render(<App />, root);
void start();
