import type { FormField } from '../state/types.ts';
import { type FieldAttributes, SuggestedLine } from './suggested-line.tsx';

interface Props {
  readonly field: FormField;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
}

/** One field of a form, with its label, hint and what is wrong with it, all tied together for a screen reader. */
export function Field({ field, error, autoFocus = false }: Props) {
  const id = `field-${field.name}`;
  const described = [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const common: FieldAttributes = {
    id,
    name: field.name,
    required: field.required === true,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': described || undefined,
    autoFocus,
  };
  return (
    <div class={error ? 'form-field wrong' : 'form-field'}>
      <label for={id}>
        {field.label}
        {!field.required && <span class="optional"> optional</span>}
      </label>
      {field.kind === 'paragraph' && (
        <textarea {...common} rows={4} placeholder={field.placeholder} defaultValue={field.value ?? ''} />
      )}
      {field.kind === 'line' && field.suggest && (
        <SuggestedLine common={common} field={field} suggest={field.suggest} />
      )}
      {field.kind === 'line' && !field.suggest && (
        <input
          {...common}
          type="text"
          autocomplete="off"
          placeholder={field.placeholder}
          defaultValue={field.value ?? ''}
        />
      )}
      {field.kind === 'choice' && (
        <select {...common} class="select">
          {!field.required && <option value="">–</option>}
          {field.choices?.map((it) => (
            <option key={it.value} value={it.value} selected={it.value === field.value}>
              {it.hint ? `${it.label} · ${it.hint}` : it.label}
            </option>
          ))}
        </select>
      )}
      {field.hint && (
        <p class="form-hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      {error && (
        <p class="form-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
