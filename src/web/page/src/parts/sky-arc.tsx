/** Sun by day, moon by night, on their way over the horizon. 0 is midnight, 0.5 noon. Decoration. */
export function SkyArc({ part }: { part: number }) {
  const isDay = part >= 0.25 && part < 0.75;
  const way = isDay ? (part - 0.25) * 2 : ((part + 0.25) % 1) * 2;
  const angle = Math.PI * (1 - way);
  const x = 120 + 100 * Math.cos(angle);
  const y = 52 - 40 * Math.sin(angle);
  return (
    <svg class={isDay ? 'sky day' : 'sky night'} viewBox="0 0 240 64" aria-hidden="true" focusable="false">
      <path class="sky-way" d="M20 52A100 40 0 0 1 220 52" />
      <circle class="sky-glow" cx={x} cy={y} r="13" />
      <circle class="sky-body" cx={x} cy={y} r="7" />
      {!isDay && <circle class="sky-bite" cx={x + 3.5} cy={y - 2} r="5.5" />}
      <path
        class="sky-sea"
        d="M0 53q10-4 20 0t20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0V64H0Z"
      />
    </svg>
  );
}
