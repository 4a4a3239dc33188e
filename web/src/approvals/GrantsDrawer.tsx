import { DrawerFrame } from '../shell/DrawerFrame';
import { VIEWS } from '../shell/views';
import { Grants } from './Grants';

export function GrantsDrawer() {
  return (
    <DrawerFrame title={VIEWS.grants.title}>
      <p class="faint">
        What you allowed for good, or for a day, goes through the gate without a question. Each use of it is in the receipts. Taken back, it is
        asked again from the next request on.
      </p>
      <Grants />
    </DrawerFrame>
  );
}
