import type { ComponentChildren } from 'preact';
import { get } from '../api';
import { Markdown } from '../chat/markdown/Markdown';
import { Asked } from '../shell/Asked';
import { DrawerFrame } from '../shell/DrawerFrame';
import { useAnswer } from '../shell/useAnswer';
import { VIEWS } from '../shell/views';
import type { Surface } from '../wire';
import { RouteList } from './RouteList';

/** What listens, what it accepts, and where it goes out: from the running server. */
export function SurfacesDrawer() {
  const answer = useAnswer('surfaces', () => get<Surface>('/api/surfaces'));
  return (
    <DrawerFrame title={VIEWS.surfaces.title}>
      <p class="faint">Every way into Gatehouse and out of it, as it runs now. There are no others.</p>
      <Asked answer={answer}>
        {({ listeners, routes, outgoing }) => (
          <>
            <h3>What listens</h3>
            {listeners.map((one) => (
              <Card key={one.name} name={one.name} testId="surface-listener" purpose={one.purpose}>
                <Fact name="now at">
                  {one.addresses.length === 0 ? 'nowhere' : <span class="mono surface-address">{one.addresses.join(', ')}</span>}
                </Fact>
                <Fact name="where">
                  <Markdown text={one.bind} growing={false} />
                </Fact>
                <Fact name="who may call">
                  <Markdown text={one.auth} growing={false} />
                </Fact>
                <Fact name="limits">
                  <Markdown text={one.limits} growing={false} />
                </Fact>
                {one.settings.length > 0 && <Fact name="changed by">{<span class="mono">{one.settings.join(', ')}</span>}</Fact>}
              </Card>
            ))}
            <h3>Where it goes</h3>
            {outgoing.map((one) => (
              <Card key={one.caller} name={one.caller} testId="surface-outgoing">
                <Fact name="to">
                  <Markdown text={one.to} growing={false} />
                </Fact>
                <Fact name="asks by">{one.methods.join(', ')}</Fact>
                <Fact name="limits">
                  <Markdown text={one.limits} growing={false} />
                </Fact>
              </Card>
            ))}
            <h3>What it accepts</h3>
            <RouteList routes={routes} />
          </>
        )}
      </Asked>
    </DrawerFrame>
  );
}

function Card({ name, purpose, testId, children }: { name: string; purpose?: string; testId: string; children: ComponentChildren }) {
  return (
    <section class="surface" aria-label={name} data-testid={testId}>
      <p>
        <strong>{name.replaceAll('_', ' ')}</strong>
        {purpose && <span class="faint"> {purpose}</span>}
      </p>
      <dl>{children}</dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
