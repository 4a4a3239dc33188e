import { useState } from 'preact/hooks';
import { byteSize } from '../shell/wording';
import type { SurfaceRoute } from '../wire';

export function RouteList({ routes }: { routes: SurfaceRoute[] }) {
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const found = routes.filter((one) => `${one.route} ${one.purpose}`.toLowerCase().includes(wanted));
  return (
    <>
      <label class="surface-find">
        <span class="unseen">Find an address</span>
        <input
          type="search"
          placeholder={`Find one of ${routes.length} addresses`}
          value={words}
          data-testid="surface-find"
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </label>
      {found.length === 0 && <p class="faint">None is called that.</p>}
      <ul class="surface-routes">
        {found.map((one) => (
          <li key={`${one.methods.join()} ${one.route}`} data-testid="surface-route">
            <p class="mono">
              {one.methods.join(', ')} {one.route}
            </p>
            <p>{one.purpose}</p>
            <p class="faint">{facts(one)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function facts(route: SurfaceRoute): string {
  return [
    route.auth === 'public' ? 'anybody who reaches it' : route.auth.replace('owner', 'you alone').replaceAll('`', ''),
    route.max_body_bytes > 0 ? `JSON up to ${byteSize(route.max_body_bytes)}` : 'takes nothing in',
    route.rate_limit,
    `on ${route.listeners.join(' and ')}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
