import { useState } from 'preact/hooks';
import { browserZone, knownZones } from '../state/time.ts';
import { useApp } from '../state/use-app.ts';

const zones = knownZones();

/** Name and zone of a new member; the same on the first visit and for everyone after. */
export function JoinForm({
  button,
  zone,
  onCancel,
}: {
  button: string;
  zone?: string;
  onCancel?: () => void;
}) {
  const { act } = useApp();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  return (
    <form
      class="form"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget);
        setBusy(true);
        setProblem(await act.join(String(typed.get('name')), String(typed.get('zone')).trim()));
        setBusy(false);
      }}
    >
      <div class="form-pair">
        <div class="form-field">
          <label for="join-name">Name</label>
          <input
            id="join-name"
            name="name"
            type="text"
            autocomplete="off"
            placeholder="Ada"
            maxLength={64}
            // biome-ignore lint/a11y/noAutofocus: the form is all there is on the first visit, and else in a dialog
            autoFocus
            aria-describedby={problem ? 'join-problem' : undefined}
            aria-invalid={problem ? true : undefined}
          />
        </div>
        <div class="form-field">
          <label for="join-zone">Time zone</label>
          <input
            id="join-zone"
            name="zone"
            type="text"
            autocomplete="off"
            list="join-zones"
            defaultValue={zone ?? browserZone()}
          />
          <datalist id="join-zones">
            {zones.map((it) => (
              <option key={it} value={it} />
            ))}
          </datalist>
        </div>
      </div>
      <div role="alert">
        {problem && (
          <p class="form-error" id="join-problem">
            {problem}
          </p>
        )}
      </div>
      <footer class="form-foot">
        {onCancel && (
          <button type="button" class="button button-secondary" onClick={onCancel}>
            Cancel
          </button>
        )}
        <button type="submit" class="button button-primary" disabled={busy} aria-busy={busy}>
          {button}
        </button>
      </footer>
    </form>
  );
}
