import { useEffect, useRef } from 'preact/hooks';
import type { OpenForm } from '../state/types.ts';
import { useApp } from '../state/use-app.ts';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';

/** A form that the bot opened. */
export function FormDialog({ open }: { open: OpenForm }) {
  const { act } = useApp();
  const { form, errors, busy } = open;
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [errors]);
  const known = new Set(form.fields.map((it) => it.name));
  const others = Object.entries(errors).filter(([name]) => !known.has(name));
  return (
    <Dialog title={form.title} onClose={act.closeForm}>
      <form
        ref={box}
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const typed = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]);
          void act.submit(Object.fromEntries(typed));
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
        }}
      >
        {form.fields.map((field, index) => (
          <Field key={field.name} field={field} error={errors[field.name]} autoFocus={index === 0} />
        ))}
        <div role="alert">
          {others.map(([name, words]) => (
            <p class="form-error" key={name}>
              {words}
            </p>
          ))}
        </div>
        <footer class="form-foot">
          <button type="button" class="button button-secondary" onClick={act.closeForm}>
            Cancel
          </button>
          <button type="submit" class="button button-primary" disabled={busy} aria-busy={busy}>
            {form.submitLabel}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
