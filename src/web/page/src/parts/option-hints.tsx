import { optionHint, typingAt } from '../state/completion.ts';
import { useApp } from '../state/use-app.ts';

interface Props {
  readonly text: string;
  readonly caret: number;
  readonly onPick: (option: string) => void;
}

/** What the command that is being typed takes: its options, and what the one under the caret is for. */
export function OptionHints({ text, caret, onPick }: Props) {
  const { state } = useApp();
  const typing = typingAt(text, caret, state.commands);
  if (!typing) return null;
  const current = typing.options.find((it) => it.name === typing.current);
  return (
    <div class="hints">
      <p class="hints-summary" aria-live="polite">
        <strong>{current ? `${current.name}:` : typing.title}</strong>{' '}
        {current ? current.summary : typing.summary}
        {current && optionHint(current) !== current.summary && (
          <span class="hints-range"> {optionHint(current)}</span>
        )}
      </p>
      <div class="hints-options">
        {typing.options.map((it) => {
          const used = typing.used.has(it.name);
          const classes = ['hint', used && 'used', it.name === typing.current && 'current'];
          const label = it.free ? it.name : `${it.name}:`;
          return (
            <button
              key={it.name}
              type="button"
              class={classes.filter(Boolean).join(' ')}
              disabled={used || it.free === true}
              title={it.summary}
              onClick={() => onPick(it.name)}
            >
              {label}
              {it.required && <span class="required">*</span>}
              {(it.kind === 'integer' || it.kind === 'flag') && (
                <span class="hint-range"> {optionHint(it)}</span>
              )}
            </button>
          );
        })}
      </div>
    </div>
  );
}
