import { useEffect, useState } from 'preact/hooks';
import type { Choice, FormField } from '../state/types.ts';
import { useApp } from '../state/use-app.ts';

const askAfterMs = 120;

/** What every kind of field carries. */
export interface FieldAttributes {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly autoFocus: boolean;
}

interface Props {
  readonly common: FieldAttributes;
  readonly field: FormField;
  readonly suggest: NonNullable<FormField['suggest']>;
}

/** A line for which the bot suggests what may fit; anything else can be typed as well. */
export function SuggestedLine({ common, field, suggest }: Props) {
  const { act } = useApp();
  const [typed, setTyped] = useState(field.value ?? '');
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  useEffect(() => {
    let current = true;
    const timer = window.setTimeout(async () => {
      const { command, subcommand, option } = suggest;
      const found = await act.suggest(command, subcommand, option, typed).catch(() => []);
      if (current) setChoices(found);
    }, askAfterMs);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [typed]);
  const list = `${common.id}-choices`;
  return (
    <>
      <input
        {...common}
        type="text"
        autocomplete="off"
        placeholder={field.placeholder}
        value={typed}
        list={list}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <datalist id={list}>
        {choices.map((it) => (
          <option key={it.value} value={it.value}>
            {it.hint ? `${it.label} · ${it.hint}` : it.label}
          </option>
        ))}
      </datalist>
    </>
  );
}
