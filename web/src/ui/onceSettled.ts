// Reading again by itself when others act. An import or a joint act brings many notices at once;
// each of them a reading would ask the server for the same list over and over.
import { onScopeDispose } from 'vue';
import { onChanged } from '@/api/live';

/** Calls `act` once, 600 ms after the first of several notices of changed cases; ends with the page. */
export function onceSettled(act: () => void): void {
  let soon: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(
    onChanged(() => {
      soon ??= setTimeout(() => {
        soon = undefined;
        act();
      }, 600);
    }),
  );
  onScopeDispose(() => clearTimeout(soon));
}
