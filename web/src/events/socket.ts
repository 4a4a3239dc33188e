import { pageKey } from '../api';
import { parseMessage } from './socketMessage';
import { SILENCE_MS, type Source } from './source';

/** How often the gateway is asked whether it is there: browsers tell a page nothing of the protocol's own pings. */
const PING_MS = 30_000;

/** Never given out by a server or a browser. */
const GONE = 4000;

/** One WebSocket until it ends. False when it never opened: a browser does not tell why. */
export function readSocket({ after, signal, onOpen, onEvents }: Source): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address(after), ['gatehouse', `k.${pageKey() ?? ''}`]);
    let opened = false;
    let heard = Date.now();
    const over = (): void => {
      clearInterval(beat);
      signal.removeEventListener('abort', leave);
      resolve(opened);
    };
    const leave = (): void => {
      socket.close(1000);
      over();
    };
    const beat = setInterval(() => {
      if (Date.now() - heard > SILENCE_MS) {
        socket.close(GONE);
        over();
      } else if (socket.readyState === WebSocket.OPEN) {
        socket.send('{"type":"ping"}');
      }
    }, PING_MS);
    signal.addEventListener('abort', leave, { once: true });
    socket.onopen = () => {
      opened = true;
      onOpen();
    };
    socket.onmessage = ({ data }) => {
      heard = Date.now();
      const message = parseMessage(data);
      if (message && !signal.aborted) onEvents([message.event], message.id);
    };
    socket.onclose = over;
  });
}

function address(after: string | null): string {
  const url = new URL('/api/chat/ws', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (after !== null) url.searchParams.set('after', after);
  return url.href;
}
