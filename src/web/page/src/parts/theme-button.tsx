import { useState } from 'preact/hooks';
import { remember, remembered } from '../state/storage.ts';
import { HalfIcon, MoonIcon, SunIcon } from './icons.tsx';

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];
const icons = { auto: HalfIcon, light: SunIcon, dark: MoonIcon };
const words = { auto: 'as the system', light: 'light', dark: 'dark' };

export function ThemeButton() {
  const [theme, setTheme] = useState<Theme>(() => themes.find((it) => it === remembered('theme')) ?? 'auto');
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] as Theme;
  const Icon = icons[theme];
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={`Theme: ${words[theme]}. Change to ${words[next]}.`}
      title={`Theme: ${words[theme]}`}
      onClick={() => {
        if (next === 'auto') delete document.documentElement.dataset.theme;
        else document.documentElement.dataset.theme = next;
        remember('theme', next === 'auto' ? undefined : next);
        setTheme(next);
      }}
    >
      <Icon />
    </button>
  );
}
